"""Facts about a company's results in, a short and provably correct bilingual brief out."""

__version__ = "0.1.0"

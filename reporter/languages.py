"""The languages a brief speaks, and the editions that combine them."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A written language by its BCP 47 tag; zh-Hant is written as in Hong Kong."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"

    @property
    def is_chinese(self) -> bool:
        return self is not Language.EN


class Edition(StrEnum):
    """A version of a brief: one language, or Chinese beside English."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"
    BILINGUAL = "bilingual"
    BILINGUAL_HANT = "bilingual-hant"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages on the page, the leading one first."""
        return _LANGUAGES[self]

    @property
    def leading(self) -> Language:
        return self.languages[0]

    @property
    def is_bilingual(self) -> bool:
        return len(self.languages) > 1


_LANGUAGES: dict[Edition, tuple[Language, ...]] = {
    Edition.ZH_HANS: (Language.ZH_HANS,),
    Edition.ZH_HANT: (Language.ZH_HANT,),
    Edition.EN: (Language.EN,),
    Edition.BILINGUAL: (Language.ZH_HANS, Language.EN),
    Edition.BILINGUAL_HANT: (Language.ZH_HANT, Language.EN),
}

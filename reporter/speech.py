"""Templates spoken in one language: every call becomes the print of its fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reporter.brief import Brief, Words
from reporter.facts import Fact
from reporter.formats import (
    BASIS_WORDS,
    ChangeForm,
    legible,
    print_change,
    print_date,
    print_quantity,
)
from reporter.languages import Language
from reporter.periods import PeriodForm, print_period
from reporter.prose import Call, Literal, Prose
from reporter.terms import Glossary
from reporter.typography import Html, Run, plain, typeset

_BASES = ("yoy", "qoq", "mom", "ytd")
_FORMS: Mapping[str, ChangeForm] = {"signed": "signed", "phrase": "phrase", "bare": "phrase"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Prints the words and figures of one brief in one language."""

    brief: Brief
    glossary: Glossary
    language: Language

    def runs(self, template: Prose) -> tuple[Run, ...]:
        """The words in order, each fact's print a run of its own."""
        return tuple(_capitalised(self._spoken(template), self.language))

    def text(self, template: Prose) -> str:
        return plain(self.runs(template))

    def html(self, template: Prose) -> Html:
        return typeset(self.runs(template), self.language)

    def say(self, words: Words) -> Html:
        """The HTML of the words in this language, empty where they are not given in it."""
        return self.html(words[self.language]) if self.language in words else Html()

    def tell(self, words: Words) -> str:
        """The same without markup."""
        return self.text(words[self.language]) if self.language in words else ""

    def figure(self, fact: Fact, *, bound: bool = True) -> str:
        """A fact's quantity as in a sentence; Chinese says what is counted, English leaves it."""
        counted = self.language.is_chinese and not fact.is_change
        counter = self.glossary[fact.concept].counter(self.language) if counted else None
        quantity = legible(fact.quantity, self.language)
        return print_quantity(quantity, self.language, bound=bound, counter=counter)

    def change(self, fact: Fact, form: str = "phrase") -> str:
        """A change in words.

        `phrase` says what it is measured against, `bare` does not; `verb` is for a sentence that
        says it, and `clause` is the verb with it; `signed` is for tables.
        """
        said = print_change(
            legible(fact.quantity, self.language),
            fact.direction.value,
            "" if form == "bare" else fact.basis.value,
            self.language,
            form=_FORMS.get(form, "verb"),
            of_price=self.glossary[fact.concept].price,
            basis_words=self._basis_words(),
        )
        if form != "clause":
            return said
        against = self._basis_words().get(fact.basis.value) or ""
        if self.language.is_chinese:
            return f"{against}{said}"
        return f"{said} {against}".rstrip()

    def name(self, entity_id: str) -> str:
        return self.brief.entity(entity_id).name(self.language)

    def _basis_words(self) -> Mapping[str, str]:
        own = {
            basis: self.brief.wording[f"change_{basis}"][self.language]
            for basis in _BASES
            if self.language in self.brief.wording.get(f"change_{basis}", {})
        }
        return {**BASIS_WORDS[self.language], **own}

    def _spoken(self, template: Prose) -> Iterator[Run]:
        for segment in template.segments:
            if isinstance(segment, Literal):
                yield Run(segment.text)
            else:
                yield self._call(segment)

    def _call(self, call: Call) -> Run:
        subject, *form = call.arguments
        match call.function:
            case "fact":
                fact = self.brief.facts[subject]
                return Run(self.figure(fact, bound=form != ["bare"]), subject)
            case "change":
                return Run(self.change(self.brief.facts[subject], *form), subject)
            case "period":
                period = self.brief.facts[subject].period
                length: PeriodForm = "short" if form == ["short"] else "prose"
                return Run(print_period(period, self.language, length))
            case "date":
                return Run(print_date(date.fromisoformat(subject), self.language))
            case "term":
                term = self.glossary[subject]
                return Run(
                    term.short(self.language) if form == ["short"] else term.name(self.language)
                )
            case _:
                return Run(self.name(subject))


def _capitalised(runs: Iterator[Run], language: Language) -> Iterator[Run]:
    """An English sentence begins with a capital, whichever word the first is."""
    at_start = language is Language.EN
    for run in runs:
        if at_start and run.text[:1].islower():
            yield Run(run.text[0].upper() + run.text[1:], run.fact)
        else:
            yield run
        at_start = language is Language.EN and run.text.endswith(". ")

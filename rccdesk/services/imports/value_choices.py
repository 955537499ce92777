"""What the words of a field can stand for: codes with their names, and the nearest to a word."""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk.enums import AgeGroup, Sex, Treatment
from rccdesk.services.imports.codes import SEX_WORDS
from rccdesk.services.imports.fixes import ALIAS_FIELDS
from rccdesk.services.imports.values import fold
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.imports.word_index import WordIndex
from rccdesk.texts import has_text, text

TOTAL = "Totalt"  # as files write it; kept as a total and never added to its parts
_NAMED = frozenset(
    ("unit", "home_unit", "region", "home_region", "svf", "kva_prefix", "group", "treatment")
)
_CODES = frozenset(("kva_code", "closing_code"))
_REGIONS = ("region", "home_region")
_FLAGS = frozenset(("recurrence", "in_svf", "treatment_recommended"))


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """Something that a word can stand for: its code and readable name."""

    code: str
    name: str


class Words:
    """What the words of one field can stand for in this store."""

    def __init__(self, field: str, vocabulary: Vocabulary, *, is_case: bool) -> None:
        """Gather the choices; ``is_case``: of rows about single cases, which have no totals."""
        self._field, self._vocabulary = field, vocabulary
        self.can_be_told = field in ALIAS_FIELDS
        known = self._known(is_case=is_case)
        self._by_word: dict[str, str] = known
        self._codes = frozenset(known.values())
        self._index: WordIndex | None = None
        choices = [ValueChoice(code, self.name(code)) for code in self._codes]
        choices.sort(key=self._order)
        if not is_case and field in {"unit", "home_unit", "group", "sex", "age_group"}:
            choices.append(ValueChoice(TOTAL, self.name(TOTAL)))
        self.choices = tuple(choices)

    def knows(self, code: str) -> bool:
        """Tell whether a code is one of the store's."""
        return code in self._codes

    def code(self, told: str) -> str:
        """Return the code of a choice that was told by code or name."""
        return self._by_word.get(fold(told), told)

    def is_exact(self, word: str, code: str) -> bool:
        """Tell whether a folded word is the code or a name of it, and no other spelling."""
        if self._field in _NAMED:
            vocabulary = self._vocabulary
            names = (code, vocabulary.names.get(code, code), vocabulary.long_names.get(code, code))
            return word in map(fold, names)
        return self._field not in {"sex", "variant"} or len(word) > 1  # a lone letter or digit

    def propose(self, word: str) -> list[str]:
        """Return up to three codes whose words are nearest to a folded word."""
        if self._field in _CODES:
            return []  # a code with a fault resembles every other
        if self._index is None:
            self._index = WordIndex(self._by_word)
        return self._index.propose(word)

    def name(self, code: str) -> str:
        """Return the readable name of a code, itself where it has none."""
        field = self._field
        if code == TOTAL:
            return text("imports.values.total")
        if field == "kva_code" and len(code) == 5:
            svf, event = code[:3], self._vocabulary.events.get(code[3:], "")
            return f"{self._vocabulary.names.get(svf, svf)}: {event}"
        if field == "closing_code":
            return self._vocabulary.events.get(code, code)
        area = {"in_svf": "flag", "treatment_recommended": "flag"}.get(field, field)
        for key in (f"imports.values.{area}.{code}", f"charts.code.{area}.{code}"):
            if has_text(key):
                return text(key)
        return self._vocabulary.names.get(code, code)

    def _order(self, choice: ValueChoice) -> tuple[object, ...]:
        fixed = {"sex": tuple(Sex), "age_group": tuple(AgeGroup), "treatment": tuple(Treatment)}
        codes = fixed.get(self._field)
        if codes is not None and choice.code in codes:
            return (codes.index(choice.code),)
        by_code = self._field in {"kva_code", "closing_code"} | _FLAGS
        return (choice.code if by_code else choice.name.casefold(), choice.code)

    def _known(self, *, is_case: bool) -> dict[str, str]:
        """Return folded word -> code."""
        words, field = self._vocabulary.own, self._field
        units = words.care_units if is_case else words.units
        places = {"unit": units, "home_unit": units} | dict.fromkeys(_REGIONS, words.regions)
        places |= {"svf": words.svf, "kva_prefix": words.svf}
        if field in places:
            return dict(places[field])
        if field == "group":
            named = {word: words.names.get(code, code) for word, code in words.svf.items()}
            return {word: name for word, name in named.items() if word != fold(words.svf[word])}
        if field == "kva_code":
            prefixes = set(words.svf.values())
            codes = (f"{svf}{suffix}" for svf in prefixes for suffix in words.suffixes)
            return {fold(code): code for code in codes}
        if field == "sex":
            return self._with_names({w: str(sex) for w, sex in SEX_WORDS.items() if w.isalpha()})
        closed: dict[str, tuple[str, ...]] = {
            "age_group": tuple(AgeGroup),
            "treatment": (*words.starts, Treatment.UNKNOWN),
            "variant": ("0", "1"),
            "closing_code": tuple(words.closings),
        }
        told = ("1", "0") if field in _FLAGS else closed.get(field, ())
        return self._with_names({fold(code): str(code) for code in told})

    def _with_names(self, words: dict[str, str]) -> dict[str, str]:
        return words | {fold(self.name(code)): code for code in set(words.values())}

"""A draft may lack texts in a language; those of its default language stand in, marked."""

from pathlib import Path

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring.problems import QuestionnaireRefused
from readiness.scoring.texts import untranslated
from tests.catalog.small_questionnaire import QUESTIONNAIRE, place_of, write_version

GERMAN = """\
title: Klein
roles:
  management: {name: Geschäftsleitung}
questions:
  logistics.accuracy:
    title: Wie viele Griffe stimmen?
    unit: Prozent
"""
RELEASED = QUESTIONNAIRE.replace("status: draft", "status: released")


def test_a_draft_shows_its_default_language_where_another_says_nothing(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_version(tmp_path, {"texts/de.yaml": GERMAN}))
    texts = loaded.questionnaire.texts["de"]
    assert texts.title == "Klein"
    assert texts.disclaimer == untranslated("No advice.", "en")
    assert texts.roles["management"].name == "Geschäftsleitung"
    assert texts.roles["sales"].name == untranslated("Sales", "en")
    assert texts.questions["logistics.accuracy"].unit == "Prozent"
    assert texts.questions["logistics.accuracy"].options["0"] == untranslated("below 95", "en")
    assert texts.routes["R1"].next_step["go"] == untranslated("Open", "en")


def test_each_gap_is_told_once_with_its_place_and_remedy(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_version(tmp_path, {"texts/de.yaml": GERMAN}))
    gaps = {gap.path: gap for gap in loaded.untranslated}
    assert {gap.code for gap in gaps.values()} == {"missing_text"}
    gap = gaps["texts", "de", "roles", "sales"]
    assert (gap.line, gap.column) == place_of(GERMAN, "roles:")
    assert "roles.sales" in gap.message
    assert "'en'" in gap.remedy
    assert ("texts", "de", "routes") in gaps
    assert ("texts", "de", "routes", "R1") not in gaps


def test_forms_of_a_unit_are_the_language_s_own_affair(tmp_path: Path) -> None:
    folder = write_version(tmp_path, {"texts/de.yaml": GERMAN})
    english = folder / "texts" / "en.yaml"
    forms = "unit: per cent\n    unit_forms: {one: per cent}"
    english.write_text(english.read_text("utf-8").replace("unit: per cent", forms), "utf-8")
    loaded = load_questionnaire(folder)
    assert loaded.questionnaire.texts["de"].questions["logistics.accuracy"].unit_forms == {}


def test_a_complete_draft_has_nothing_to_translate(tmp_path: Path) -> None:
    assert load_questionnaire(write_version(tmp_path)).untranslated == ()


def test_a_released_questionnaire_lacks_nothing_in_any_language(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"questionnaire.yaml": RELEASED, "texts/de.yaml": GERMAN}
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(write_version(tmp_path, files))
    assert "texts/de.yaml" in (refusal.value.problems[0].file or "")


def test_the_default_language_of_a_draft_is_complete(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "questionnaire.yaml": QUESTIONNAIRE + "default_language: de\n",
        "texts/de.yaml": GERMAN,
    }
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(write_version(tmp_path, files))
    assert "texts/de.yaml" in (refusal.value.problems[0].file or "")

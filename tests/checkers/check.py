#!/usr/bin/env python3
"""Asks other people's programs whether the formats in some folders are what they promise to be. Reads nothing from the network.

    check.py [--without NAME]... FOLDER...

Each format has a function; a fault is a line, and the exit code says whether there was one. A folder that has no file of a format is told, so that nothing
is passed over.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import referencing
import referencing.jsonschema

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE / "schemas"

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_date_time(value):
    return not isinstance(value, str) or re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", value) is not None


@FORMATS.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$", value) is not None


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


class WebAnnotations:
    """The MUSTs of the W3C's own tests, and that every key is one of the context: others vanish from what a reader of JSON-LD gets."""

    root = SCHEMAS / "web-annotation"
    context = "http://www.w3.org/ns/anno.jsonld"

    def __init__(self):
        registry = []
        for path in sorted(self.root.rglob("*.json")):
            schema = read(path)
            name = schema.pop("id", path.name)
            schema["$schema"] = "http://json-schema.org/draft-04/schema#"
            resource = referencing.Resource.from_contents(schema)
            for address in {path.name, name, f"../definitions/{path.name}", f"definitions/{path.name}"}:
                registry.append((address, resource))
        self.registry = referencing.Registry().with_resources(registry)
        self.terms = set(read(self.root / "anno.jsonld")["@context"])
        self.musts = {
            "Annotation": self.listed("annotations/annotationMusts.test"),
            "AnnotationCollection": self.listed("collections/collectionMusts.test"),
            "AnnotationPage": self.listed("collections/pages/pageMusts.test"),
        }

    def listed(self, name):
        found = []

        def walk(items):
            for item in items:
                if isinstance(item, str):
                    schema = read(self.root / item)
                    if schema.get("assertionType") == "must":
                        schema.pop("id", None)
                        validator = jsonschema.Draft4Validator(schema, registry=self.registry, format_checker=FORMATS)
                        found.append((item, schema, validator))
                elif isinstance(item, dict):
                    walk(item.get("assertions", []))
                else:
                    walk(item)

        walk(read(self.root / name)["assertions"])
        return found

    # These describe the collection inside `partOf`, and do not foresee that it is an address.
    of_collection = re.compile(r"page(Total|Label|First|Last|Created|Modified|Rights)")

    def faults_of(self, kind, value):
        for name, schema, validator in self.musts[kind]:
            if kind == "AnnotationPage" and self.of_collection.search(name) and not isinstance(value.get("partOf"), dict):
                continue
            expected = schema.get("expectedResult", "valid") == "valid"
            if validator.is_valid(value) != expected:
                yield f"{value.get('id')}: {schema.get('errorMessage', name)}"

    def unknown_keys(self, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                prefix = key.split(":")[0]
                if key != "@context" and key not in self.terms and not (":" in key and prefix in self.terms):
                    yield f"`{key}` is no key of the context"
                yield from self.unknown_keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from self.unknown_keys(inner)

    def check(self, folder):
        for path in sorted(folder.rglob("*.annotations.json")):
            collection = read(path)
            # Addresses are relative where the site has none of its own: these are checked where it has.
            yield path, self.all_faults(collection)

    def all_faults(self, collection):
        yield from self.unknown_keys(collection)
        yield from self.faults_of("AnnotationCollection", collection)
        page = {"@context": self.context, **collection["first"]}
        yield from self.faults_of("AnnotationPage", page)
        ids = set()
        for item in page["items"]:
            yield from self.faults_of("Annotation", {"@context": self.context, **item})
            if item["id"] in ids:
                yield f"{item['id']} stands there twice"
            ids.add(item["id"])
        if collection["total"] != len(page["items"]):
            yield "the total is another"


class Json:
    """Our own schemas, which docs/data.md names; and no key that they do not know, though readers must pass over those."""

    def __init__(self):
        schemas = HERE.parent.parent / "docs" / "schemas"
        self.validators = {}
        for name in ("archive", "transcript"):
            schema = read(schemas / f"{name}.schema.json")
            jsonschema.Draft202012Validator.check_schema(schema)
            self.close(schema)
            self.validators[f"postil-{name}"] = jsonschema.Draft202012Validator(schema)

    def close(self, schema):
        if isinstance(schema, dict):
            if "properties" in schema and schema.get("type") == "object":
                schema.setdefault("additionalProperties", False)
            for inner in schema.values():
                self.close(inner)
        elif isinstance(schema, list):
            for inner in schema:
                self.close(inner)

    def check(self, folder):
        listed = {"archive.json"}
        archive = folder / "archive.json"
        if not archive.exists():
            return
        yield archive, self.faults(read(archive), "postil-archive")
        for transcript in read(archive)["transcripts"]:
            path = folder / "transcripts" / f"{transcript['id']}.json"
            listed.add(path.name)
            yield path, self.faults(read(path), "postil-transcript")

    def faults(self, value, kind):
        for error in self.validators[kind].iter_errors(value):
            yield f"{error.json_path}: {error.message[:200]}"


CHECKS = {"annotations": WebAnnotations, "json": Json}


def main(arguments):
    without = set()
    while arguments and arguments[0] == "--without":
        without.add(arguments[1])
        arguments = arguments[2:]
    wrong = 0
    for name, kind in CHECKS.items():
        if name in without:
            continue
        checker, files = kind(), 0
        for folder in map(Path, arguments):
            here = 0
            for path, faults in checker.check(folder):
                here += 1
                for fault in faults:
                    wrong += 1
                    print(f"{path}: {fault}")
            if not here:
                wrong += 1
                print(f"{folder}: no file of {name}")
            files += here
        print(f"{name}: {files} files checked")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes what Flet 1.0.5 sends for a corpus of values and controls.

    python dump-corpus.py OUTPUT.json

Every value class and every control of the schema is built four ways or more: with what it requires, with all fields
away from their defaults (once for each alternative of union types), with all fields at their defaults, and with null
wherever that is allowed. The corpus says in plain JSON how each object was built, so that any implementation can
build the same one and compare. Needs the packages `flet` and `msgpack`; the output is part of the repository.
"""

import datetime
import json
import math
import sys
from pathlib import Path

import flet as ft
import flet.canvas as canvas
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.material import dropdownm2
from flet.messaging.protocol import configure_encode_object_for_msgpack

SCHEMA = json.loads((Path(__file__).parent / "../schema/flet-schema.json").read_text())
encode = configure_encode_object_for_msgpack(BaseControl)

# made by hand in every implementation, or not constructed by authors
SKIPPED = {
    "Component", "BaseControl", "BasePage", "Page", "MultiView", "ServiceRegistry", "Overlay", "Dialogs", "Tester",
    "Service", "InvokeMethodResults", "ClientAction", "OpenUrl", "CopyToClipboard", "ShareText", "PickFiles",
    "LocationInfo", "Route", "InputBorder",
}  # fmt: skip
UNKNOWN = object()
DEPTH = 3


def class_of(name):
    if name.startswith("canvas.Path."):
        return getattr(canvas.Path, name.split(".")[-1])
    if name.startswith("canvas."):
        return getattr(canvas, name.split(".")[-1])
    if name == "dropdownm2.Option":
        return dropdownm2.Option
    if name == "_Matrix4Call":
        from flet.controls.transform import _Matrix4Call

        return _Matrix4Call
    if name == "AccessibilityFeatures":
        from flet.controls.services.semantics_service import AccessibilityFeatures

        return AccessibilityFeatures
    return getattr(ft, name)


# inherited properties are built with these controls only
WHOLE = {"Container", "Column", "TextField", "AlertDialog", "FilledButton", "Clipboard"}


def fields_of(section, name):
    node = SCHEMA[section][name]
    own = node.get("properties", node.get("fields", []))
    found = {}
    for base in node["mro"][::-1] if section == "controls" else node["bases"]:
        if section == "controls":
            inherited = SCHEMA[section][base]["properties"]
        else:
            inherited = fields_of(section, base)
        found.update({field["name"]: field for field in inherited})
    if section == "controls" and name not in WHOLE:
        found = {key: field for key, field in found.items() if field.get("required")}
    found.update({field["name"]: field for field in own})
    return [f for f in found.values() if f.get("init", True) is not False and not f.get("private")]


def sample(kind, variant, depth, avoid=None):
    """A description of a value of a type, different from `avoid` if there is another."""
    match kind["kind"]:
        case "optional":
            return sample(kind["of"], variant, depth, avoid)
        case "union":
            options = kind["options"]
            return sample(options[min(variant, len(options) - 1)], variant, depth, avoid)
        case "alias":
            alias = SCHEMA["aliases"][kind["name"]]
            return sample(substitute(alias["type"], kind.get("args", [])), variant, depth, avoid)
        case "prim":
            match kind["name"]:
                case "string":
                    return "text"
                case "bool":
                    return avoid is not True
                case "int":
                    return 7
                case "bytes":
                    return {"$bytes": "0102ff"}
        case "number":
            return 7.5 if variant == 0 else 9
        case "color":
            return "red,0.5"
        case "icon":
            return 65604
        case "any":
            return "anything"
        case "datetime" | "date":
            return {"$date": "2024-05-06T07:08:09+00:00"}
        case "time":
            return {"$time": "13:05"}
        case "enum":
            values = [v for v in SCHEMA["enums"][kind["name"]]["values"] if v["value"] is not None]
            other = [v for v in values if v["value"] != avoid]
            return {"$enum": kind["name"], "name": (other or values)[-1]["name"], "value": (other or values)[-1]["value"]}
        case "class" if kind["name"] == "TooltipTriggerMode":
            return "tap"
        case "value" if kind["name"] in SKIPPED and kind["name"] != "InputBorder":
            return UNKNOWN
        case "value":
            name = concrete(kind["name"], variant)
            return build("values", name, "required" if depth == 0 else "set", variant, depth - 1)
        case "control":
            return control_sample(kind["name"])
        case "list":
            item = sample(kind["item"], variant, depth)
            return UNKNOWN if item is UNKNOWN else [item]
        case "dict":
            key = sample(kind["key"], 0, depth)
            value = sample(kind["value"], variant, depth)
            if value is UNKNOWN or key is UNKNOWN:
                return UNKNOWN
            return {"$map": [[key, value]]}
        case "tuple":
            return {"$tuple": [sample(item, variant, depth) for item in kind["items"]]}
    return UNKNOWN


def substitute(kind, args):
    if kind["kind"] == "typevar":
        return args[0]
    result = dict(kind)
    if "options" in kind:
        result["options"] = [substitute(option, args) for option in kind["options"]]
    for key in ("of", "item", "key", "value"):
        if isinstance(kind.get(key), dict):
            result[key] = substitute(kind[key], args)
    return result


def concrete(name, variant):
    """One of the classes that extend a base class."""
    derived = [n for n, v in SCHEMA["values"].items() if name in v["bases"] and v.get("tags")]
    return derived[variant % len(derived)] if derived else name


def control_sample(name):
    if name in ("Control", "BaseControl", "LayoutControl"):
        return {"$control": "Text", "fields": {"value": "inner"}}
    node = SCHEMA["controls"].get(name)
    if node is None or name in SKIPPED:
        return UNKNOWN
    if node.get("abstract"):
        derived = [n for n, v in SCHEMA["controls"].items() if name in v["bases"] and not v.get("abstract")]
        return control_sample(derived[0]) if derived else UNKNOWN
    return build("controls", name, "required", 0, 0)


def build(section, name, mode, variant=0, depth=DEPTH):
    """A description of an object; the modes are those of the module's text."""
    fields = {}
    for field in fields_of(section, name):
        required = field.get("required")
        default = field.get("default")
        if isinstance(default, dict) and "$now" in default:
            fields[field["name"]] = sample(field["type"], 0, 0)
            continue
        if mode == "required" and not required:
            continue
        if mode == "defaults" and not required:
            if default is None:
                fields[field["name"]] = None
                continue
            value = described(default)
        elif mode == "nulls" and not required:
            if field["type"]["kind"] != "optional":
                continue
            value = None
        elif (name, field["name"]) == ("BoxDecoration", "shape"):
            continue  # a circle excludes border_radius
        elif field["name"] == "opacity":
            value = 0.5
        else:
            plain = default["value"] if isinstance(default, dict) and "$enum" in default else default
            value = sample(field["type"], variant, max(depth, 0), plain)
        if value is not UNKNOWN:
            fields[field["name"]] = value
    if name in ("NumbersOnlyInputFilter", "TextOnlyInputFilter"):
        fields = {}
    if section == "controls" and mode == "set":
        node = SCHEMA["controls"][name]
        for owner in [*node["mro"], name] if name in WHOLE else [name]:
            for event in SCHEMA["controls"][owner]["events"]:
                fields[event["field"]] = {"$handler": True}
    return {"$value" if section == "values" else "$control": name, "fields": fields}


def described(default):
    """A default of the schema as a description; UNKNOWN for moments and the like."""
    if isinstance(default, list):
        items = [described(item) for item in default]
        return UNKNOWN if UNKNOWN in items else items
    if not isinstance(default, dict):
        return default
    if "$enum" in default:
        return default
    if "$color" in default:
        return default["$color"]
    if "$float" in default:
        return {"$float": default["$float"]}
    if "$map" in default:
        return {"$map": [[described(k), described(v)] for k, v in default["$map"]]}
    if "$new" in default and default["$new"] in SCHEMA["values"]:
        fields = {k: described(v) for k, v in default.get("fields", {}).items()}
        return {"$value": default["$new"], "fields": fields}
    return {} if not default else UNKNOWN


def make(description):
    """The object that a description means."""
    if isinstance(description, list):
        return [make(item) for item in description]
    if not isinstance(description, dict):
        return description
    if "$value" in description or "$control" in description:
        name = description.get("$value") or description["$control"]
        return class_of(name)(**{key: make(value) for key, value in description["fields"].items()})
    if "$enum" in description:
        return getattr(class_of(description["$enum"]), description["name"])
    if "$bytes" in description:
        return bytes.fromhex(description["$bytes"])
    if "$date" in description:
        return datetime.datetime.fromisoformat(description["$date"])
    if "$time" in description:
        return datetime.time.fromisoformat(description["$time"])
    if "$float" in description:
        return float(description["$float"])
    if "$map" in description:
        return {make(key): make(value) for key, value in description["$map"]}
    if "$tuple" in description:
        return tuple(make(item) for item in description["$tuple"])
    if "$handler" in description:
        return lambda e: None
    return {}


def wire(obj):
    packed = msgpack.packb(obj, default=encode)
    unpacked = msgpack.unpackb(packed, strict_map_key=False, ext_hook=lambda code, data: {"$ext": [code, data.decode()]})
    return plain(unpacked)


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in sorted(value.items(), key=lambda e: str(e[0])) if key != "_i"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": str(value)}
    return value


def case(description):
    try:
        return {"build": description, "wire": wire(make(description))}
    except (ValueError, TypeError) as error:
        if "not serialize" in str(error):
            raise
        return {"build": description, "throws": True}


HELPERS = [
    ("Padding", "all", [10], {}),
    ("Padding", "symmetric", [], {"vertical": 4}),
    ("Padding", "symmetric", [], {"horizontal": 4, "vertical": 2}),
    ("Padding", "only", [], {"left": 1, "bottom": 3}),
    ("Padding", "zero", [], {}),
    ("Margin", "all", [10], {}),
    ("Margin", "symmetric", [], {"horizontal": 4}),
    ("Margin", "only", [], {"top": 1}),
    ("BorderRadius", "all", [5], {}),
    ("BorderRadius", "horizontal", [], {"left": 5}),
    ("BorderRadius", "vertical", [], {"top": 5, "bottom": 2}),
    ("BorderRadius", "only", [], {"top_left": 5}),
    ("Border", "all", [], {}),
    ("Border", "all", [2], {}),
    ("Border", "all", [2, "red"], {}),
    ("Border", "all", [0, "red"], {}),
    ("Border", "all", [], {"side": {"$value": "BorderSide", "fields": {"width": 3}}}),
    ("Border", "symmetric", [], {"vertical": {"$value": "BorderSide", "fields": {"width": 3}}}),
    ("Border", "only", [], {"left": {"$value": "BorderSide", "fields": {"color": "blue"}}}),
    ("BorderSide", "none", [], {}),
    ("AnimationStyle", "no_animation", [], {}),
    ("Duration", "from_unit", [], {"seconds": 90, "milliseconds": 1500}),
    ("Duration", "from_unit", [], {"microseconds": -1}),
    ("Size", "square", [4], {}),
    ("Size", "from_width", [4], {}),
    ("Size", "from_height", [4], {}),
    ("Size", "from_radius", [4], {}),
    ("Size", "zero", [], {}),
    ("Size", "infinite", [], {}),
    ("Rect", "from_lwth", [], {"left": 1, "top": 2, "width": 3, "height": 4}),
    ("Rect", "from_center", [], {"center": {"$value": "Offset", "fields": {"x": 1, "y": 2}}, "width": 4, "height": 6}),
    ("Rect", "from_points", [{"$value": "Offset", "fields": {"x": 5, "y": 2}}, {"$value": "Offset", "fields": {"x": 1, "y": 7}}], {}),
    ("Matrix4", "identity", [], {}),
    ("Matrix4", "translation_values", [1, 2, 3], {}),
    ("Matrix4", "diagonal3_values", [1, 2, 3], {}),
    ("Matrix4", "rotation_z", [1], {}),
    ("Matrix4", "skew_x", [1], {}),
    ("Matrix4", "skew_y", [1], {}),
    ("ShareFile", "from_path", ["a.txt"], {"name": "b"}),
    ("ShareFile", "from_bytes", [{"$bytes": "01"}], {"mime_type": "text/plain"}),
]  # fmt: skip


def helper_case(name, helper, args, named):
    obj = getattr(class_of(name), helper)(*[make(a) for a in args], **{k: make(v) for k, v in named.items()})
    return {"class": name, "helper": helper, "args": args, "named": named, "wire": wire(obj)}


def constant_cases():
    for constant in SCHEMA["values"]["Alignment"]["constants"]:
        yield {"class": "Alignment", "constant": constant, "wire": wire(getattr(ft.Alignment, constant))}


def main():
    cases = []
    for section in ("values", "controls"):
        for name, node in SCHEMA[section].items():
            if name in SKIPPED or (section == "controls" and node.get("abstract")):
                continue
            builds = [build(section, name, "required"), build(section, name, "defaults"), build(section, name, "nulls")]
            builds += [build(section, name, "set", variant, 0) for variant in range(3)]
            seen = []
            for description in builds:
                if description not in seen:
                    seen.append(description)
            cases += [case(description) for description in seen]
    output = {
        "flet": "1.0.5",
        "cases": cases,
        "helpers": [helper_case(*helper) for helper in HELPERS],
        "constants": list(constant_cases()),
    }
    lines = [f'{{"flet":"{output["flet"]}"']
    for key in ("cases", "helpers", "constants"):
        rows = ",\n".join(json.dumps(entry, separators=(",", ":"), ensure_ascii=False) for entry in output[key])
        lines.append(f'"{key}":[\n{rows}\n]')
    Path(sys.argv[1]).write_text(",\n".join(lines) + "}\n")
    print(len(cases), "cases,", sum("throws" in c for c in cases), "refused")


main()

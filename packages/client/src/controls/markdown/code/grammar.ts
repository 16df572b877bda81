/** One kind of thing in a language: what it is called by themes, and how it is written. */
export type Rule = readonly [scope: string, pattern: RegExp];

/** How a language is written. Its rules come before words, numbers and punctuation, which all languages have. */
export interface Grammar {
  readonly rules: readonly Rule[];
  /** Words by what they are. */
  readonly words?: Readonly<Record<string, string>>;
  /** Words after which a name is given to something. */
  readonly naming?: RegExp;
  readonly ignoresCase?: boolean;
}

const slashComment = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/y;
const hashComment = /#.*/y;
const quoted = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/y;
const naming = /^(?:function|class|interface|enum|struct|trait|def|fn|func|fun|type|module)$/;

function cLike(words: Readonly<Record<string, string>>, rules: readonly Rule[] = []): Grammar {
  return { rules: [["comment", slashComment], ...rules, ["string", quoted]], words, naming };
}

function hashLike(words: Readonly<Record<string, string>>, rules: readonly Rule[] = []): Grammar {
  return { rules: [["comment", hashComment], ...rules, ["string", quoted]], words, naming };
}

const literal = "true false null nil none undefined None True False NaN Infinity nullptr";
const annotation: Rule = ["meta", /@[\w.]+/y];
const script = cLike(
  {
    keyword:
      "abstract as async await break case catch class const continue debugger declare default delete do else enum export extends finally for from function get if implements import in instanceof interface keyof let namespace new of override private protected public readonly return satisfies set static super switch this throw try type typeof var void while with yield",
    literal,
    "built-in":
      "Array Boolean Date Error JSON Map Math Number Object Promise Proxy RegExp Set String Symbol console document window process globalThis any boolean never number string unknown",
  },
  [
    ["string", /`(?:\\.|[^`\\])*`?/y],
    ["regexp", /(?<=[=(,:!&|?{};]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+\/[a-z]*/y],
    annotation,
  ],
);
const python = hashLike(
  {
    keyword:
      "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
    literal,
    "built-in":
      "abs all any bool bytes callable dict dir enumerate filter float format getattr hasattr int isinstance iter len list map max min next object open print property range repr reversed round self set setattr sorted staticmethod str sum super tuple type zip",
  },
  [["string", /[bfru]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$))/iy], annotation],
);
const c = cLike(
  {
    keyword:
      "alignas auto break case catch class const consteval constexpr continue co_await co_return co_yield default delete do else enum explicit export extern final for friend goto if inline mutable namespace new noexcept operator override private protected public register return sizeof static static_cast struct switch template this throw try typedef typename union using virtual volatile while",
    type: "bool char double float int long short signed unsigned void wchar_t size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t",
    literal,
    "built-in": "std string vector map set cout cin endl printf malloc free",
  },
  [["meta", /^[ \t]*#\w+.*/my]],
);
const jvm =
  "abstract as assert break by case catch class companion const continue data default do else enum extends final finally for fun if implements import in init instanceof interface internal is lateinit native new object open override package private protected public record return sealed static super suspend switch synchronized this throw throws transient try typealias val var volatile when while yield";
const jvmTypes =
  "boolean byte char double float int long short void Any Boolean Double Float Int List Long Map Object String Unit";
const java = cLike({ keyword: jvm, type: jvmTypes, literal }, [annotation]);
const csharp = cLike(
  {
    keyword: `${jvm} async await base delegate event explicit extern fixed foreach from get goto implicit let lock namespace operator out params readonly ref select set sizeof stackalloc struct using virtual where`,
    type: "bool byte char decimal double dynamic float int long object short string uint ulong var void",
    literal,
  },
  [
    ["meta", /^[ \t]*#\w+.*/my],
    ["string", /[$@]{1,2}"(?:""|[^"])*"?/y],
  ],
);
const dart = cLike(
  {
    keyword: `${jvm} async await covariant deferred dynamic export extension external factory get hide late library mixin on part required rethrow set show sync typedef with`,
    "built-in":
      "bool double dynamic Function Future int Iterable List Map num Object print Set Stream String",
    literal,
  },
  [["string", /r?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$))/y], annotation],
);
const go = cLike(
  {
    keyword:
      "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
    type: "bool byte complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64",
    literal: `${literal} iota`,
    "built-in": "append cap close copy delete len make new panic print println recover",
  },
  [["string", /`[^`]*`?/y]],
);
const rust = cLike(
  {
    keyword:
      "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type unsafe use where while",
    type: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Box Option Result String Vec",
    literal,
    "built-in": "Some None Ok Err println format vec panic assert",
  },
  [
    ["meta", /#!?\[[^\]]*\]/y],
    ["symbol", /'[a-z_]\w*\b(?!')/y],
  ],
);
const swift = cLike(
  {
    keyword:
      "actor any as associatedtype async await break case catch class continue default defer deinit do else enum extension fallthrough fileprivate final for func get guard if import in init inout internal is lazy let mutating open operator override private protocol public repeat rethrows return self Self set some static struct subscript super switch throw throws try typealias var weak where while",
    type: "Any Array Bool Character Dictionary Double Float Int Set String Void",
    literal,
  },
  [annotation],
);
const php = cLike(
  {
    keyword:
      "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty enddo endfor endif enum extends final finally fn for foreach function global if implements include instanceof interface isset list match namespace new or print private protected public readonly require return static switch throw trait try unset use var while xor yield",
    literal,
  },
  [
    ["meta", /<\?(?:php|=)?|\?>/y],
    ["variable", /\$\w+/y],
    ["comment", /#(?!\[).*/y],
  ],
);
const ruby = hashLike(
  {
    keyword:
      "alias and begin break case class def defined do else elsif end ensure for if in include module next not or redo require rescue retry return self super then undef unless until when while yield",
    literal,
    "built-in": "attr_accessor attr_reader attr_writer puts raise lambda proc",
  },
  [
    ["symbol", /:\w+/y],
    ["variable", /[@$]+\w+/y],
  ],
);
const shell = hashLike(
  {
    keyword: "if then else elif fi for while in do done case esac function until select",
    literal: "true false",
    "built-in":
      "alias apt awk cat cd chmod chown cp curl cut declare docker echo eval exec exit export find git grep head kill let ln local ls mkdir mv npm npx pip printf ps pwd python read return rm sed set shift sort source sudo tail tar test touch trap type unset wget xargs",
  },
  [
    ["meta", /^#!.*/y],
    ["variable", /\$(?:\w+|\{[^}]*\}|[#?@*!$-])/y],
  ],
);
const sql: Grammar = {
  rules: [
    ["comment", /--.*|\/\*[\s\S]*?(?:\*\/|$)/y],
    ["string", quoted],
  ],
  words: {
    keyword:
      "add all alter and as asc begin between by cascade case check column commit constraint create cross database default delete desc distinct drop else end exists foreign from full group having if in index inner insert into is join key left like limit not offset on or order outer primary references returning right rollback select set table then transaction trigger union unique update using values view when where with",
    type: "bigint blob boolean char date decimal double float int integer json numeric real serial smallint text time timestamp uuid varchar",
    literal: "true false null",
    "built-in": "avg coalesce count lower max min now round sum upper",
  },
  ignoresCase: true,
};
const json: Grammar = {
  rules: [
    ["comment", slashComment],
    ["attr", /"(?:\\.|[^"\\\n])*"(?=\s*:)/y],
    ["string", quoted],
  ],
  words: { literal },
};
const yaml: Grammar = {
  rules: [
    ["comment", hashComment],
    ["meta", /^---.*|^%.*/my],
    ["attr", /(?<=^[ \t]*(?:- +)*)[\w.$/-][\w .$/-]*(?=:(?:\s|$))/my],
    ["bullet", /(?<=^[ \t]*)-(?=\s)/my],
    ["symbol", /[&*!][\w-]+/y],
    ["string", quoted],
  ],
  words: { literal: `${literal} yes no on off` },
};
const ini: Grammar = {
  rules: [
    ["comment", /[#;].*/y],
    ["section", /^\s*\[.*\]/my],
    ["attr", /^[ \t]*[\w.-]+(?=\s*=)/my],
    ["string", quoted],
  ],
  words: { literal: `${literal} on off yes no` },
};
const markup: Grammar = {
  rules: [
    ["comment", /<!--[\s\S]*?(?:-->|$)/y],
    ["meta", /<[!?][^>]*>?/y],
    ["name", /(?<=<\/?)[\w:.-]+/y],
    ["attr", /[\w:@.-]+(?=\s*=\s*["'{])/y],
    ["string", /(?<==\s*)(?:"[^"]*"?|'[^']*'?)/y],
    ["symbol", /&[\w#]+;/y],
    ["tag", /<\/?|\/?>/y],
    ["", /[^<>&=\s]+/y],
  ],
};
const css: Grammar = {
  rules: [
    ["comment", slashComment],
    ["meta", /@[\w-]+/y],
    ["attribute", /(?:--)?[\w-]+(?=\s*:[^{}]*[;}])/y],
    ["number", /#[\da-f]{3,8}\b(?=[^{}]*[;}])|-?\d*\.?\d+(?:[a-z]+|%)?/iy],
    ["selector-class", /\.[\w-]+/y],
    ["selector-id", /#[\w-]+/y],
    ["selector-pseudo", /::?[a-z-]+(?=[^;{}]*\{)/y],
    ["variable", /\$[\w-]+/y],
    ["string", quoted],
    ["selector-tag", /[a-z][\w-]*(?=[^;{}]*\{)/iy],
    ["", /[\w-]+/y],
  ],
};
const diff: Grammar = {
  rules: [
    ["meta", /^(?:@@.*|(?:diff|index|---|\+\+\+).*)/my],
    ["addition", /^\+.*/my],
    ["deletion", /^-.*/my],
    ["", /^.+/my],
  ],
};
const text: Grammar = {
  rules: [
    ["section", /^#{1,6} .*/my],
    ["code", /```[\s\S]*?(?:```|$)|`[^`\n]+`/y],
    ["bullet", /^[ \t]*(?:[-*+]|\d+\.)(?=\s)/my],
    ["quote", /^>.*/my],
    ["strong", /\*\*[^*\n]+\*\*/y],
    ["emphasis", /\*[^*\n]+\*|_[^_\n]+_/y],
    ["link", /\bhttps?:\/\/[^\s)]+/y],
    ["", /[^\s*_`#>]+/y],
  ],
};
const docker = hashLike(
  {
    keyword:
      "FROM RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL AS",
  },
  [["variable", /\$(?:\w+|\{[^}]*\})/y]],
);

/** The languages by all the names that authors give them. */
export const grammars: ReadonlyMap<string, Grammar> = new Map(
  (
    [
      ["js javascript jsx mjs cjs ts typescript tsx mts", script],
      ["py python python3 gyp", python],
      ["c h cpp c++ cc hpp arduino objectivec objc glsl", c],
      ["java kotlin kt kts scala groovy", java],
      ["cs csharp c#", csharp],
      ["dart", dart],
      ["go golang", go],
      ["rs rust", rust],
      ["swift", swift],
      ["php", php],
      ["rb ruby", ruby],
      ["sh bash shell zsh console", shell],
      ["sql mysql postgresql pgsql sqlite", sql],
      ["json json5 jsonc", json],
      ["yaml yml", yaml],
      ["ini toml properties conf", ini],
      ["html xml svg xhtml vue plist", markup],
      ["css scss less", css],
      ["diff patch", diff],
      ["md markdown", text],
      ["dockerfile docker", docker],
    ] as const
  ).flatMap(([names, grammar]) => names.split(" ").map((name) => [name, grammar])),
);

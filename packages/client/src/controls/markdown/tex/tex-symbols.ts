/** Commands that are one character: variables, operators, and large operators, whose limits stand above and below. */
const lists = {
  mi: "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ emptyset ∅ varnothing ∅ aleph ℵ Re ℜ Im ℑ imath ı jmath ȷ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ angle ∠ degree ° top ⊤ bot ⊥ prime ′",
  mo: "pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ cup ∪ cap ∩ setminus ∖ land ∧ wedge ∧ lor ∨ vee ∨ lnot ¬ neg ¬ forall ∀ exists ∃ nexists ∄ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ implies ⟹ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ perp ⊥ parallel ∥ mid ∣ vdash ⊢ models ⊨ oplus ⊕ otimes ⊗ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } lvert | rvert | vert | Vert ‖ colon : therefore ∴ because ∵",
  large:
    "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ lim lim max max min min sup sup inf inf limsup lim&sup liminf lim&inf det det Pr Pr gcd gcd argmax arg&max argmin arg&min",
  integral: "int ∫ iint ∬ iiint ∭ oint ∮",
  name: "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh exp log ln lg arg dim ker deg hom",
} as const;

/** What a command draws, and as what. */
export interface Symbol {
  readonly kind: keyof typeof lists;
  readonly text: string;
}

/** Characters by the names of their commands. */
export const symbols: ReadonlyMap<string, Symbol> = new Map(
  Object.entries(lists).flatMap(([kind, list]) => {
    const words = list.split(" ");
    const symbol = (text: string): Symbol => ({
      kind: kind as keyof typeof lists,
      text: text.replace("&", " "),
    });
    if (kind === "name") return words.map((name) => [name, symbol(name)] as const);
    return words.flatMap((name, at) => {
      const text = words[at + 1];
      return at % 2 === 0 && text !== undefined ? [[name, symbol(text)] as const] : [];
    });
  }),
);

/** Marks above a formula by their commands. */
export const accents: Readonly<Record<string, string>> = {
  hat: "^",
  widehat: "^",
  bar: "¯",
  overline: "¯",
  vec: "→",
  overrightarrow: "→",
  dot: "˙",
  ddot: "¨",
  tilde: "~",
  widetilde: "~",
  check: "ˇ",
  overbrace: "⏞",
};

/** Styles of letters by their commands. */
export const alphabets: Readonly<Record<string, string>> = {
  mathbb: "double-struck",
  mathbf: "bold",
  boldsymbol: "bold-italic",
  mathcal: "script",
  mathscr: "script",
  mathfrak: "fraktur",
  mathrm: "normal",
  mathsf: "sans-serif",
  mathtt: "monospace",
  operatorname: "normal",
};

/** Widths of spaces by their commands. */
export const spaces: Readonly<Record<string, string>> = {
  ",": "0.17em",
  ":": "0.22em",
  ">": "0.22em",
  ";": "0.28em",
  "!": "-0.17em",
  " ": "0.33em",
  quad: "1em",
  qquad: "2em",
};

import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  let seed = 7;
  let made = 0;
  const random = (n: number) => {
    seed = (seed * 16807) % 2147483647;
    return seed % n;
  };
  const fresh = (keyed: boolean) => {
    made += 1;
    return keyed ? ft.Text(`t${made}`, { key: `k${made}` }) : ft.Text(`t${made}`);
  };
  const many = (n: number, keyed: boolean) => Array.from({ length: n }, () => fresh(keyed));

  const plain = ft.Column(many(6, false), { key: "plain" });
  const keyed = ft.Row(many(6, true), { key: "keyed" });
  const first = fresh(false);
  const inner = ft.Row(many(2, false));
  const other = ft.Column([first, ft.Container({ content: inner })], { key: "other" });

  type List = ft.Control[];
  const operations: ((target: List) => void)[] = [];
  const insert = (target: List) => {
    target.splice(random(target.length + 1), 0, fresh(target === keyed.controls));
  };
  const remove = (target: List) => {
    if (target.length > 0) target.splice(random(target.length), 1);
  };
  const swap = (target: List) => {
    if (target.length < 2) return;
    const a = random(target.length);
    const b = random(target.length);
    [target[a], target[b]] = [target[b] as ft.Control, target[a] as ft.Control];
  };
  const change = (target: List) => {
    for (const control of target) {
      if (control instanceof ft.Text && random(2)) {
        control.value += "'";
        control.size = 10 + random(3);
      }
    }
  };
  const replace = (target: List) => {
    if (target.length > 0) target[random(target.length)] = fresh(target === keyed.controls);
  };
  const shift = (target: List) => {
    if (target.length === 0) return;
    const [control] = target.splice(random(target.length), 1);
    if (control) target.splice(random(target.length + 1), 0, control);
  };
  const carry = (target: List) => {
    const to = target !== plain.controls ? plain.controls : inner.controls;
    if (target.length === 0) return;
    const [control] = target.splice(random(target.length), 1);
    if (!control) return;
    if (control instanceof ft.Container && control.content === inner) target.push(control);
    else to.splice(random(to.length + 1), 0, control);
  };
  const wrap = (target: List) => {
    if (target.length === 0 || target === keyed.controls) return;
    const at = random(target.length);
    const control = target[at];
    if (control instanceof ft.Text) target[at] = ft.Container(control, { padding: random(9) });
  };
  const order = (target: List) => {
    const texts = target.filter((control) => control instanceof ft.Text);
    const rest = target.filter((control) => !(control instanceof ft.Text));
    texts.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    target.splice(0, target.length, ...rest, ...texts);
  };
  operations.push(insert, insert, remove, swap, change, replace, shift, carry, wrap, order);

  const some = () => {
    for (let left = 1 + random(8); left > 0; left -= 1) {
      const lists = [plain.controls, keyed.controls, other.controls, inner.controls];
      const operation = operations[random(operations.length)];
      operation?.(lists[random(4)] ?? []);
    }
  };
  const anew = () => {
    plain.controls = plain.controls.toReversed();
    other.controls = [...other.controls, fresh(false)];
    keyed.controls = keyed.controls
      .filter((control) => control instanceof ft.Text)
      .filter((control) => control.key && random(3))
      .map((control) => ft.Text(`${control.value}+`, { key: control.key }));
  };

  page.add(
    ft.Button("some", { onClick: some }),
    ft.Button("anew", { onClick: anew }),
    plain,
    keyed,
    other,
  );
}

ft.run(main);

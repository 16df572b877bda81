import * as ft from "@flotilla/sdk";

type Operator = "+" | "-" | "×" | "÷";

const operations: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "×": (left, right) => left * right,
  "÷": (left, right) => left / right,
};

/** What a pocket calculator remembers between two keys. */
class Calculator {
  display = "0";
  #left = 0;
  #operator: Operator | undefined;
  #startsAnew = true;

  digit(key: string): void {
    if (key === "." && !this.#startsAnew && this.display.includes(".")) return;
    const start = this.#startsAnew ? "" : this.display;
    this.display = start === "" && key === "." ? "0." : start === "0" ? key : start + key;
    this.#startsAnew = false;
  }

  operator(key: Operator): void {
    if (!this.#startsAnew) this.equals();
    this.#left = Number(this.display);
    this.#operator = key;
    this.#startsAnew = true;
  }

  equals(): void {
    if (this.#operator !== undefined) {
      const result = operations[this.#operator](this.#left, Number(this.display));
      this.display = Number.isFinite(result) ? String(Number(result.toPrecision(12))) : "Error";
    }
    this.#operator = undefined;
    this.#startsAnew = true;
  }

  negate(): void {
    this.display = String(-Number(this.display));
  }

  percent(): void {
    this.display = String(Number(this.display) / 100);
  }

  clear(): void {
    this.display = "0";
    this.#left = 0;
    this.#operator = undefined;
    this.#startsAnew = true;
  }
}

/** A pocket calculator of rows of buttons. */
function main(page: ft.Page) {
  page.title = "Calculator";
  const calculator = new Calculator();
  const result = ft.Text("0", { size: 32, key: "result" });

  const key = (label: string, press: () => void, color?: string) =>
    ft.FilledButton(label, {
      width: 62,
      ...(color === undefined ? {} : { bgcolor: color }),
      onClick: () => {
        press();
        result.value = calculator.display;
      },
    });
  const digit = (label: string) => key(label, () => calculator.digit(label));
  const operator = (label: Operator) =>
    key(label, () => calculator.operator(label), ft.Colors.TERTIARY);

  page.add(
    ft.Container({
      width: 298, // fits on the smallest screens
      padding: 10,
      borderRadius: 16,
      bgcolor: ft.Colors.SURFACE_CONTAINER,
      content: ft.Column([
        ft.Row([result], { alignment: ft.MainAxisAlignment.END }),
        ft.Row([
          key("AC", () => calculator.clear()),
          key("+/-", () => calculator.negate()),
          key("%", () => calculator.percent()),
          operator("÷"),
        ]),
        ft.Row([digit("7"), digit("8"), digit("9"), operator("×")]),
        ft.Row([digit("4"), digit("5"), digit("6"), operator("-")]),
        ft.Row([digit("1"), digit("2"), digit("3"), operator("+")]),
        ft.Row([digit("0"), digit("."), key("=", () => calculator.equals(), ft.Colors.TERTIARY)]),
      ]),
    }),
  );
}

ft.run(main);

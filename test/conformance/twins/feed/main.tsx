import * as ft from "@flotilla/sdk";

class Item extends ft.Observable {
  readonly id: number;
  readonly text: string;
  likes = 0;

  constructor(id: number, text: string) {
    super();
    this.id = id;
    this.text = text;
  }
}

interface CardProps {
  readonly item: Item;
  readonly onRemove: (item: Item) => void;
}

const Card = ft.component(({ item, onRemove }: CardProps) => {
  const [isOpen, setOpen] = ft.useState(false);
  return ft.Card(
    ft.Column([
      ft.Row([
        ft.Text(`${item.text} likes ${item.likes}`),
        ft.IconButton(ft.Icons.FAVORITE, {
          tooltip: `like ${item.text}`,
          onClick: () => {
            item.likes += 1;
          },
        }),
        ft.IconButton(ft.Icons.MORE_HORIZ, {
          tooltip: `more ${item.text}`,
          onClick: () => setOpen(!isOpen),
        }),
        ft.IconButton(ft.Icons.DELETE, {
          tooltip: `remove ${item.text}`,
          onClick: () => onRemove(item),
        }),
      ]),
      ft.Text(`about ${item.text}`, { visible: isOpen }),
    ]),
  );
}, "Card");

const Status = ft.component(({ count }: { readonly count: number }) => {
  const runs = ft.useRef(0);
  const [log, setLog] = ft.useState("-");
  ft.useEffect(() => {
    runs.current += 1;
    setLog(`run ${runs.current} with ${count}`);
  }, [count]);
  return ft.Text(log);
}, "Status");

const Feed = ft.component(() => {
  const [items, setItems] = ft.useState<readonly Item[]>(() => [
    new Item(1, "one"),
    new Item(2, "two"),
    new Item(3, "three"),
  ]);
  const [next, setNext] = ft.useState(4);
  const [isUp, setUp] = ft.useState(true);
  const [text, setText] = ft.useState("");
  const shown = ft.useMemo(() => (isUp ? items : items.toReversed()), [items, isUp]);

  const add = () => {
    if (text === "") return;
    setItems([new Item(next, text), ...items]);
    setNext(next + 1);
    setText("");
  };
  const remove = (item: Item) => setItems(items.filter((one) => one !== item));

  return ft.Column([
    ft.Row([
      ft.TextField({
        label: "New",
        value: text,
        onChange: (e) => setText(e.control.value),
        onSubmit: add,
        width: 200,
      }),
      ft.Button("post", { onClick: add, disabled: text === "" }),
      ft.Switch({
        label: "Newest first",
        value: isUp,
        onChange: (e) => setUp(e.control.value === true),
      }),
    ]),
    Status({ count: items.length }),
    ft.Column(shown.map((item) => Card({ item, onRemove: remove, key: item.id }))),
    ft.Text("nothing left", { visible: items.length === 0 }),
  ]);
}, "Feed");

ft.run((page) => page.render(Feed));

import * as ft from "@flotilla/sdk";

interface Ship {
  readonly id: number;
  readonly name: string;
  readonly stars: number;
}

const first: readonly Ship[] = Array.from({ length: 1_000 }, (_, index) => ({
  id: index + 1,
  name: `Ship ${index + 1}`,
  stars: 0,
}));

/** A thousand rows that a component describes: only what differs travels. */
const Fleet = ft.component(() => {
  const [ships, setShips] = ft.useState(first);
  const star = (id: number) =>
    setShips((all) =>
      all.map((ship) => (ship.id === id ? { ...ship, stars: ship.stars + 1 } : ship)),
    );
  const add = () =>
    setShips((all) => {
      const id = Math.max(0, ...all.map((ship) => ship.id)) + 1;
      return [{ id, name: `Ship ${id}`, stars: 0 }, ...all];
    });
  const remove = (id: number) => setShips((all) => all.filter((ship) => ship.id !== id));

  return ft.Column(
    [
      ft.Row([
        ft.Text(`${ships.length} ships`),
        ft.Button("Add", { onClick: add }),
        ft.Button("Reverse", { onClick: () => setShips((all) => all.toReversed()) }),
      ]),
      ft.ListView(
        ships.map((ship) =>
          ft.Row(
            [
              ft.Text(`${ship.name}: ${ship.stars}`, { expand: true }),
              ft.IconButton(ft.Icons.STAR, {
                tooltip: `Star ${ship.name}`,
                onClick: () => star(ship.id),
              }),
              ft.IconButton(ft.Icons.DELETE, {
                tooltip: `Remove ${ship.name}`,
                onClick: () => remove(ship.id),
              }),
            ],
            { key: ship.id },
          ),
        ),
        { expand: true },
      ),
    ],
    { expand: true },
  );
});

ft.run((page) => {
  page.title = "List";
  page.render(Fleet);
});

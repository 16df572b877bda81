import * as ft from "@flotilla/sdk";

type Place = readonly [name: string, people: number];

const places: readonly Place[] = [
  ["Oslo", 709],
  ["Rome", 2873],
  ["Kyiv", 2952],
  ["Bern", 134],
  ["Riga", 605],
];

interface CityProps {
  readonly name: string;
  readonly people: number;
  readonly onUp: (name: string) => void;
  readonly onRemove: (name: string) => void;
}

const City = ft.component(({ name, people, onUp, onRemove }: CityProps) => {
  const [stars, setStars] = ft.useState(0);
  return (
    <ft.Container padding={4} border={ft.Border.all(1, stars > 0 ? "red" : "grey")}>
      <ft.Row>
        <ft.Text value={name} weight={stars > 1 ? ft.FontWeight.BOLD : null} />
        <ft.Text value={`${people}k ${"*".repeat(stars)}`} />
        <ft.Button onClick={() => setStars(stars + 1)}>star {name}</ft.Button>
        <ft.Button onClick={() => onUp(name)}>up {name}</ft.Button>
        <ft.Button onClick={() => onRemove(name)}>remove {name}</ft.Button>
      </ft.Row>
    </ft.Container>
  );
}, "City");

const App = ft.component(() => {
  const [cities, setCities] = ft.useState(places);
  const [isPlain, setPlain] = ft.useState(false);

  const up = (name: string) => {
    const at = cities.findIndex(([other]) => other === name);
    const [before, city] = [cities[at - 1], cities[at]];
    if (before !== undefined && city !== undefined) {
      setCities(cities.with(at - 1, city).with(at, before));
    }
  };
  const remove = (name: string) => setCities(cities.filter(([other]) => other !== name));
  const add = () => setCities([...cities.toSpliced(2, 0, ["Pune", 6987]), ["Lima", 10092]]);
  const byPeople = () => setCities(cities.toSorted((a, b) => a[1] - b[1]));

  return (
    <ft.Column>
      <ft.Row>
        <ft.Button onClick={() => setCities(cities.toSorted())}>by name</ft.Button>
        <ft.Button onClick={byPeople}>by people</ft.Button>
        <ft.Button onClick={() => setCities(cities.toReversed())}>reverse</ft.Button>
        <ft.Button onClick={add}>add</ft.Button>
        <ft.Button onClick={() => setPlain(!isPlain)}>plain</ft.Button>
      </ft.Row>
      <ft.Text>{cities.length} cities</ft.Text>
      <ft.ListView spacing={2}>
        {cities.map(([name, people]) => (
          <City key={name} name={name} people={people} onUp={up} onRemove={remove} />
        ))}
      </ft.ListView>
      <ft.Row spacing={1}>{cities.map(([name]) => ft.Text(name))}</ft.Row>
      <ft.Row>
        {cities.map(([name]) =>
          isPlain ? (
            <ft.Icon key={name} icon={ft.Icons.PLACE} />
          ) : (
            <ft.Text key={name} value={name} />
          ),
        )}
      </ft.Row>
    </ft.Column>
  );
}, "App");

ft.run((page) => page.render(App));

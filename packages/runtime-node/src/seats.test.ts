import { expect, test } from "@jest/globals";
import { Seats } from "./seats.ts";

const forEver = new AbortController().signal;

test("those who wait get seats in the order in which they came", async () => {
  const seats = new Seats(1);
  const seated: number[] = [];
  const wait = async (n: number) => {
    await seats.take(forEver);
    seated.push(n);
    seats.leave();
  };
  await seats.take(forEver);
  const all = [wait(1), wait(2), wait(3)];
  seats.leave();
  await Promise.all(all);
  expect(seated).toEqual([1, 2, 3]);
});

test("who gives up while waiting does not take the turn of the next one", async () => {
  const seats = new Seats(1);
  const impatient = new AbortController();
  await seats.take(forEver);
  const first = seats.take(impatient.signal);
  const second = seats.take(forEver);
  impatient.abort(new Error("enough"));
  await expect(first).rejects.toThrow("enough");
  seats.leave();
  await second;
});

test("who gives up in the moment of being called hands the turn on", async () => {
  const seats = new Seats(1);
  const impatient = new AbortController();
  await seats.take(forEver);
  const first = seats.take(impatient.signal);
  const second = seats.take(forEver);
  seats.leave();
  impatient.abort(new Error("enough"));
  await expect(first).rejects.toThrow("enough");
  await second;
});

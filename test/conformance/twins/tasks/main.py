import asyncio

import flet as ft


def main(page: ft.Page):
    status = ft.Text("ready")
    rows = ft.Column()
    gauge = ft.ProgressBar(value=0)

    async def count(upto, name):
        for n in range(upto):
            await asyncio.sleep(0.01)
            rows.controls.append(ft.Text(f"{name} {n}"))
            gauge.value = (n + 1) / upto
            page.update()
        return upto

    async def sum_up(*numbers):
        await asyncio.sleep(0.01)
        return sum(numbers)

    def start(e):
        page.run_task(count, 3, "row")
        status.value = "started"

    async def awaited(e):
        status.value = f"sum {await asyncio.wrap_future(page.run_task(sum_up, 1, 2, 3))}"

    async def partly(e):
        status.value = "first"
        rows.controls.append(ft.Text("hidden so far"))
        status.update()
        await asyncio.sleep(0.03)
        gauge.value = 0.5

    async def both(e):
        status.value = "a"
        gauge.value = 0.25
        page.update(status, gauge)
        status.value = "b"
        page.update()
        await asyncio.sleep(0.02)
        status.value = "c"
        rows.controls.clear()
        page.update(rows)

    def looking(e):
        found = page.get_control(status._i)
        ft.context.page.title = f"{found is status} {page.get_control(999999) is None}"

    async def looking_later(e):
        await asyncio.sleep(0.01)
        ft.context.page.title = "later"

    def quiet(e):
        ft.context.disable_auto_update()
        status.value = "unseen"

    def loud(e):
        ft.context.enable_auto_update()
        gauge.value = 1

    async def gathered(e):
        done = await asyncio.gather(count(2, "left"), count(2, "right"))
        status.value = f"gathered {done}"

    async def ticker():
        for n in range(3):
            await asyncio.sleep(0.01)
            status.value = f"tick {n}"
            status.update()

    names = {"start": start, "awaited": awaited, "partly": partly, "both": both, "looking": looking, "looking_later": looking_later, "quiet": quiet, "loud": loud, "gathered": gathered}
    page.add(ft.Row([ft.OutlinedButton(n, on_click=h) for n, h in names.items()], wrap=True), status, gauge, rows)
    page.run_task(ticker)


ft.run(main)

import asyncio

import flet as ft


async def main(page: ft.Page):
    state = ft.Text("idle")
    bar = ft.ProgressBar(value=0, width=200)
    log = ft.Row(wrap=True)

    def steps(e):
        for n in range(1, 4):
            state.value = f"sync {n}"
            bar.value = n / 4
            yield
        state.value = "sync done"

    async def later(e):
        for n in range(1, 4):
            await asyncio.sleep(0.01)
            log.controls.append(ft.Text(f"async {n}"))
            yield
        state.value = "async done"

    async def silent(e):
        state.value = "only this one"
        log.controls.append(ft.Text("not yet sent"))
        state.update()

    async def task():
        await asyncio.sleep(0.01)
        state.value = "task done"
        page.update()

    page.add(
        ft.Button("steps", on_click=steps), ft.Button("later", on_click=later), ft.Button("silent", on_click=silent),
        ft.Button("task", on_click=lambda e: page.run_task(task)), state, bar, log,
    )
    await asyncio.sleep(0.01)
    page.add(ft.Text("main went on"))


ft.run(main)

import flet as ft


async def main(page: ft.Page):
    out = ft.Text("")
    battery = ft.Battery(on_state_change=lambda e: setattr(out, "value", f"battery {e.state.value}"))
    net = ft.Connectivity(on_change=lambda e: setattr(out, "value", ",".join(c.value for c in e.connectivity)))
    lock = ft.Wakelock()
    haptic = ft.HapticFeedback()
    share = ft.Share()
    files = ft.FilePicker()
    speak = ft.SemanticsService()
    prefs = ft.SharedPreferences()
    links = ft.UrlLauncher()
    board = ft.Clipboard()

    async def energy(e):
        out.value = f"{await battery.get_battery_level()} {(await battery.get_battery_state()).value} {await battery.is_in_battery_save_mode()}"

    async def online(e):
        out.value = str([c.value for c in await net.get_connectivity()])

    async def awake(e):
        await lock.enable()
        out.value = f"awake {await lock.is_enabled()}"
        await lock.disable()

    async def buzz(e):
        await haptic.heavy_impact()
        await haptic.selection_click()
        out.value = "buzzed"

    async def sharing(e):
        result = await share.share_text("look", title="T", subject="S")
        out.value = f"{result.status.value} {result.raw}"

    async def picking(e):
        picked = await files.pick_files(dialog_title="Pick", allow_multiple=True, file_type=ft.FilePickerFileType.CUSTOM, allowed_extensions=["pdf", "txt"])
        out.value = "; ".join(f"{f.name} {f.size}" for f in picked) or "none"

    async def saving(e):
        try:
            await files.save_file(file_name="a.txt", src_bytes=b"abc")
            out.value = "saved"
        except Exception as error:
            out.value = f"not saved: {error}"

    async def announce(e):
        await speak.announce_message("Hello", assertiveness=ft.Assertiveness.ASSERTIVE)
        out.value = "announced"

    async def storing(e):
        await prefs.set("list", ["a", "b"])
        await prefs.set("n", 3)
        out.value = f"{await prefs.get('list')} {await prefs.remove('n')} {await prefs.clear()}"

    async def wrong(e):
        try:
            await prefs.set("x", {"no": 1})
            out.value = "stored"
        except ValueError:
            out.value = "refused"

    async def links_(e):
        await links.launch_url("https://example.org", web_only_window_name="_self")
        out.value = f"{await links.can_launch_url('mailto:a@b')}"
        await links.open_window("https://example.org/x", title="X", width=300, height=200)

    async def broken(e):
        await board.get()

    async def image(e):
        data = await board.get_image()
        out.value = f"{len(data)} bytes"

    names = {"energy": energy, "online": online, "awake": awake, "buzz": buzz, "sharing": sharing, "picking": picking, "saving": saving, "announce": announce, "storing": storing, "wrong": wrong, "links": links_, "broken": broken, "image": image}
    page.add(out, ft.Row([ft.Button(n, on_click=h) for n, h in names.items()], wrap=True))


ft.run(main)

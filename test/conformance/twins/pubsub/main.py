import flet as ft


def main(page: ft.Page):
    log = ft.Column()
    field = ft.TextField(label="Message")

    def add(text):
        log.controls.append(ft.Text(text))
        page.update()

    def on_topic(topic, message):
        add(f"{topic}: {message}")

    page.pubsub.subscribe(lambda message: add(f"all: {message}"))
    page.pubsub.subscribe_topic("news", on_topic)
    page.add(
        field,
        ft.Button("all", on_click=lambda e: page.pubsub.send_all(field.value)),
        ft.Button("others", on_click=lambda e: page.pubsub.send_others(field.value)),
        ft.Button("topic", on_click=lambda e: page.pubsub.send_all_on_topic("news", field.value)),
        ft.Button("others on topic", on_click=lambda e: page.pubsub.send_others_on_topic("news", {"n": 1}["n"])),
        ft.Button("leave", on_click=lambda e: page.pubsub.unsubscribe_topic("news")),
        log,
    )


ft.run(main)

"""Los archivos estáticos del sitio."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Estaticos(CompressedManifestStaticFilesStorage):
    """El de WhiteNoise, que recuerda cada dirección: una página pide decenas, siempre las mismas, y
    armarlas era la décima parte de lo que tardaba."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._direcciones: dict[str | None, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        if force or name not in self._direcciones:
            self._direcciones[name] = super().url(name, force)
        return self._direcciones[name]

    def post_process(self, *args, **kwargs):
        self._direcciones.clear()
        yield from super().post_process(*args, **kwargs)

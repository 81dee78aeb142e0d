"""La fotografía publicada, en las medidas y los formatos que cada pantalla aprovecha.

Junto a `fotos/<al azar>.jpg` están sus copias recortadas: `fotos/<al azar>-320.avif`, `….webp`,
`….jpg`. El perfil guarda qué anchos tiene; uno publicado sin copias muestra solo la original.
"""

from dataclasses import dataclass
from typing import NamedTuple

from candidaturas.models.perfil import PerfilPublicado

# La proporción con la que se ven todas: ninguna sale más grande que otra.
PROPORCION = (4, 5)
ANCHOS = (160, 320, 480)
# Del que menos pesa al que todos entienden.
FORMATOS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


class Fuente(NamedTuple):
    """Un `<source>`: el tipo y las direcciones con su ancho."""

    tipo: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Foto:
    """Lo que necesita `componentes/foto.jinja`. `url` es la copia que cualquiera puede abrir."""

    url: str
    fuentes: tuple[Fuente, ...] = ()


def nombre_de_copia(original: str, ancho: int, formato: str) -> str:
    return f"{original.rpartition('.')[0]}-{ancho}.{formato}"


def nombres_de_copias(perfil: PerfilPublicado) -> list[str]:
    return [
        nombre_de_copia(str(perfil.foto), ancho, formato)
        for ancho in perfil.foto_anchos
        for formato in FORMATOS
    ]


def foto_de(perfil: PerfilPublicado | None) -> Foto | None:
    if perfil is None or not perfil.foto:
        return None
    if not perfil.foto_anchos:
        return Foto(perfil.foto.url)

    def url(ancho: int, formato: str) -> str:
        return perfil.foto.storage.url(nombre_de_copia(str(perfil.foto), ancho, formato))

    fuentes = tuple(
        Fuente(tipo, ", ".join(f"{url(ancho, formato)} {ancho}w" for ancho in perfil.foto_anchos))
        for formato, tipo in FORMATOS.items()
    )
    return Foto(url(perfil.foto_anchos[0], "jpg"), fuentes)


def jpeg_grande(perfil: PerfilPublicado) -> bytes:
    """La mayor de las copias, para los documentos y las imágenes que se hacen con ella."""
    nombre = str(perfil.foto)
    if perfil.foto_anchos:
        nombre = nombre_de_copia(nombre, perfil.foto_anchos[-1], "jpg")
    with perfil.foto.storage.open(nombre) as archivo:
        return archivo.read()

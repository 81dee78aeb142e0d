"""La carga inicial de los textos que explican. Lo que el personal ya editó no se toca."""

from pathlib import Path

from candidaturas.models import Explicacion
from conoceles.comun import reloj

CARPETA = Path(__file__).parent / "datos" / "textos"
# En este orden se listan.
CLAVES = (
    "cargos",
    "representacion-proporcional",
    "suplentes",
    "que-revisa-el-instituto",
    "preguntas-frecuentes",
    "accesibilidad",
)


def cargar() -> int:
    """Crea los que falten y devuelve cuántos textos hay."""
    ahora = reloj.ahora()
    Explicacion.objects.bulk_create(
        [_leer(clave, orden, ahora) for orden, clave in enumerate(CLAVES, start=1)],
        ignore_conflicts=True,
    )
    return Explicacion.objects.count()


def _leer(clave: str, orden: int, ahora) -> Explicacion:
    """Primer renglón: `# título`; segundo: `> resumen`; lo demás, el texto."""
    titulo, resumen, texto = (CARPETA / f"{clave}.md").read_text(encoding="utf-8").split("\n", 2)
    return Explicacion(
        clave=clave,
        titulo=titulo.removeprefix("# "),
        resumen=resumen.removeprefix("> "),
        texto=texto.strip(),
        orden=orden,
        actualizado_en=ahora,
    )

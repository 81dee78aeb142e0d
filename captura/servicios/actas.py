"""El acta de lo que se suprimió: qué y cuánto, qué se conservó y por qué. No nombra a nadie más."""

import hashlib
from collections import Counter

from django.core.files.base import ContentFile

from candidaturas.models import Candidatura, ProcesoElectoral
from captura import supresion
from captura.constancias import acta_en_pdf
from captura.huellas import nuevo_folio
from captura.models import ActaDeSupresion
from captura.sellos import sellar
from captura.servicios.correos import direccion_completa
from conoceles.comun import reloj
from conoceles.comun.mapa_de_datos import IMPERSONALES, Conservacion, mapa

# De casi todas las tablas queda el rastro: nombrarlas haría creer que queda lo que decían.
_NO_SE_ENUMERAN = {*IMPERSONALES, Conservacion.RASTRO}
_RASTRO = (
    "De lo suprimido, solo claves, fechas y huellas; nada de lo que decía",
    "con eso se comprueba lo que pasó",
)


def lo_que_se_conserva(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    """(qué, por qué) de lo que el mapa de datos deja, para la pantalla y el acta."""
    alcance = supresion.del_proceso(proceso, [])
    razones: dict[Conservacion, list[str]] = {}
    for tabla in mapa().values():
        if tabla.es_historia or tabla.modelo._meta.auto_created:
            continue
        se_van = set(supresion.campos_que_se_suprimen(tabla, alcance))
        for dato in tabla.datos():
            if dato.campo in se_van or dato.conservacion in _NO_SE_ENUMERAN:
                continue
            nombres = razones.setdefault(dato.conservacion, [])
            nombre = supresion.nombre_de(tabla)
            if nombre not in nombres:
                nombres.append(nombre)
    enumerados = [
        (_con_mayuscula(", ".join(sorted(nombres))), _por_que(razon))
        for razon, nombres in razones.items()
    ]
    return [*enumerados, _RASTRO]


def _con_mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]


def _por_que(razon: Conservacion) -> str:
    if razon is Conservacion.SALVO_ARCHIVO:
        return "el proceso lo nombra documento de archivo"
    return razon.value.removeprefix("Se conserva: ")


def del_acta(acta: ActaDeSupresion) -> dict:
    """Lo que la bitácora anota de ella."""
    return {"folio": acta.folio, "huella": acta.huella, "suprimido": dict(acta.suprimido)}


def levantar(
    *,
    proceso: ProcesoElectoral,
    candidatura: Candidatura | None,
    suprimido: Counter[str],
    motivo: str,
    pidio: str,
    confirmo: str,
) -> ActaDeSupresion:
    """La hace, la sella y la guarda. `pidio` y `confirmo`: en palabras, como van impresos."""
    acta = ActaDeSupresion(
        folio=nuevo_folio("ACT", reloj.hoy().year),
        proceso=proceso,
        candidatura=candidatura,
        suprimido=sorted(suprimido.items()),
        conservado=lo_que_se_conserva(proceso),
        motivo=motivo,
        levantada_en=reloj.ahora(),
    )
    pdf = acta_en_pdf(
        acta,
        pidio=pidio,
        confirmo=confirmo,
        direccion=direccion_completa("verificar", acta.folio),
    )
    sellado = sellar(pdf, motivo="Acta de supresión", folio=acta.folio)
    acta.huella = hashlib.sha256(sellado).hexdigest()
    acta.archivo.save(f"{acta.folio}.pdf", ContentFile(sellado), save=True)
    return acta

"""Comprobar que la bitácora es la que se escribió, y anclarla para que no se le corte el final.

La cadena (`captura.models.acto`) descubre un acto cambiado, quitado, insertado o movido, y su
cabeza, que le falte el final. A quien además reescriba la cabeza lo descubren las anclas, que se
firman con una llave que no está en la base y salen también en el registro de sucesos del
trabajador.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import connection, transaction

from captura.models import AnclaDeBitacora, CabezaDeBitacora, Eslabon
from captura.models.acto import ACTO_EN_TEXTO, CONTENIDO_EN_TEXTO
from conoceles.comun import reloj
from conoceles.comun.formato import fecha_y_hora

registro = logging.getLogger(__name__)
# De cuántas en cuántas se leen las filas; lo que se retiene no depende de cuántas haya.
LOTE = 2000

_FILAS = f"""
    SELECT e.numero, e.acto_id, a.id, e.digesto, e.huella, {CONTENIDO_EN_TEXTO},
        {ACTO_EN_TEXTO.format(lugar="e.numero", resumen="e.digesto")}
    FROM captura_eslabon e
    FULL JOIN captura_acto a ON a.id = e.acto_id
    LEFT JOIN captura_contenidodeacto c ON c.acto_id = a.id
    ORDER BY e.numero NULLS LAST, a.id
"""  # noqa: S608


@dataclass
class Cuenta:
    """Lo que se recorrió; se llena mientras se comprueba."""

    actos: int = 0
    suprimidos: int = 0
    anclas: int = 0


def comprobar(cuenta: Cuenta, ancla: str = "") -> Iterator[str]:
    """Una oración por cada fila que no cuadra. `ancla`: una que se guardó fuera de la base.

    Las huellas se calculan aquí y no en la base, que podría estar amañada.
    """
    with transaction.atomic():
        yield from _comprobar_cadena(cuenta)
        yield from _comprobar_cabeza(cuenta)
        yield from _comprobar_anclas(cuenta, ancla)


def _comprobar_cadena(cuenta: Cuenta) -> Iterator[str]:
    previa: str | None = ""
    lugar = 0
    for numero, eslabon, acto, digesto, huella, contenido, texto in _filas():
        if numero is None:
            yield _fuera_de_la_cadena(eslabon, acto)
            continue
        if numero != lugar + 1:
            yield _hueco(lugar + 1, numero)
            previa = None
        cuenta.actos += 1
        if acto is None:
            yield f"Falta el acto {eslabon}, del lugar {numero}: lo quitaron."
        else:
            yield from _comprobar_contenido(cuenta, acto, numero, digesto, contenido)
            if previa is not None and _sha256(previa + texto) != huella:
                yield (
                    f"El acto {acto}, del lugar {numero}, no es el que se encadenó: lo "
                    "cambiaron, lo insertaron o lo movieron."
                )
        previa, lugar = huella, numero


def _comprobar_cabeza(cuenta: Cuenta) -> Iterator[str]:
    """Después de la cadena: lo que dice la cabeza ya está en ella."""
    cabeza = CabezaDeBitacora.objects.first()
    if cabeza is None:
        if cuenta.actos:
            yield "Falta la cabeza de la cadena: la quitaron."
        return
    huella = Eslabon.objects.filter(numero=cabeza.numero).values_list("huella", flat=True).first()
    if huella is None:
        yield (
            f"La cabeza dice que el último acto es el del lugar {cabeza.numero} y la cadena tiene "
            f"{cuenta.actos}: cortaron la bitácora."
        )
    elif huella != cabeza.huella:
        yield f"La cabeza no coincide con el acto del lugar {cabeza.numero}: rehicieron la cadena."


def _filas() -> Iterator[tuple]:
    """Con un cursor en el servidor: en memoria solo está un lote."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_FILAS)
        while lote := cursor.fetchmany(LOTE):
            yield from lote


def _sha256(texto: str) -> str:
    return hashlib.sha256(texto.encode()).hexdigest()


def _fuera_de_la_cadena(eslabon: int | None, acto: int | None) -> str:
    if eslabon is None:
        return f"El acto {acto} no está en la cadena: lo insertaron sin que la base lo encadenara."
    return f"El eslabón del acto {eslabon} está vacío: la base no lo encadenó."


def _hueco(esperado: int, hallado: int) -> str:
    if hallado < esperado:
        return f"El lugar {hallado} de la cadena está repetido: insertaron un acto."
    if hallado == esperado + 1:
        return f"Falta el lugar {esperado} de la cadena: quitaron el acto y su eslabón."
    return (
        f"Faltan los lugares {esperado} a {hallado - 1} de la cadena: quitaron los actos y sus "
        "eslabones."
    )


def _comprobar_contenido(
    cuenta: Cuenta, acto: int, numero: int, digesto: str, contenido: str | None
) -> Iterator[str]:
    if contenido is None:
        cuenta.suprimidos += digesto != ""
    elif _sha256(contenido) != digesto:
        yield f"El contenido del acto {acto}, del lugar {numero}, no es el que se encadenó."


# --- Anclas ------------------------------------------------------------------------------------
def _firmante() -> Signer:
    return Signer(salt="captura.bitacora")


@transaction.atomic
def anclar() -> AnclaDeBitacora | None:
    """Firma hasta dónde llega la cadena, si creció. La dice también en el registro de sucesos.

    Si lo último anclado o la cabeza ya no están en la cadena no firma nada: lo reporta como error.
    """
    ultima = AnclaDeBitacora.objects.order_by("-numero").first()
    if ultima and not _esta(ultima.firmada):
        registro.error("La bitácora no contiene lo que dice su ancla %s", ultima.firmada)
        return None
    final = CabezaDeBitacora.objects.first()
    if final is None or (ultima and ultima.numero == final.numero):
        return None
    if not Eslabon.objects.filter(numero=final.numero, huella=final.huella).exists():
        registro.error("La bitácora no llega al acto %s, que fue el último", final.numero)
        return None
    firmada = _firmante().sign(f"{final.numero}:{final.huella}")
    ancla, nueva = AnclaDeBitacora.objects.get_or_create(
        numero=final.numero, defaults={"firmada": firmada, "hecha_en": reloj.ahora()}
    )
    if nueva:
        registro.info("Ancla de la bitácora: %s", ancla.firmada)
    return ancla


def _leer(firmada: str) -> tuple[int, str]:
    """Lugar y huella. Lanza `BadSignature`."""
    numero, _, huella = _firmante().unsign(firmada).partition(":")
    return int(numero), huella


def _esta(firmada: str) -> bool:
    try:
        numero, huella = _leer(firmada)
    except BadSignature:
        return False
    return Eslabon.objects.filter(numero=numero, huella=huella).exists()


def _comprobar_anclas(cuenta: Cuenta, suelta: str) -> Iterator[str]:
    final = cuenta.actos
    if suelta:
        yield from _comprobar_ancla(suelta, "El ancla que se dio", final)
    for ancla in AnclaDeBitacora.objects.order_by("numero").iterator(LOTE):
        cuenta.anclas += 1
        cual = f"El ancla del {fecha_y_hora(ancla.hecha_en)}"
        if not ancla.firmada.startswith(f"{ancla.numero}:"):
            yield f"{cual} se cambió: dice otro lugar."
        yield from _comprobar_ancla(ancla.firmada, cual, final)


def _comprobar_ancla(firmada: str, cual: str, final: int) -> Iterator[str]:
    try:
        numero, huella = _leer(firmada)
    except BadSignature:
        yield f"{cual} no lleva la firma de este servidor."
        return
    hallada = Eslabon.objects.filter(numero=numero).values_list("huella", flat=True).first()
    if hallada is None:
        yield (
            f"{cual} dice que había {numero} actos y la cadena tiene {final}: falta el acto del "
            f"lugar {numero}; cortaron la bitácora."
        )
    elif hallada != huella:
        yield f"{cual} no coincide con el acto del lugar {numero}: rehicieron la cadena."

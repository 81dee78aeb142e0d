"""Sellar una constancia la primera vez que se pide y entregar siempre esa misma.

Lo que se sella es lo que la bitácora dice que pasó: si el contenido guardado ya no da la huella
que se anotó con el acto, no se sella nada.
"""

import hashlib
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction

from captura.constancias import acuse_en_pdf, consentimiento_en_pdf, firma_en_pdf
from captura.huellas import huella_de
from captura.models import Acto, Acuse, ClaseDeActo, Consentimiento, ConstanciaSellada, Firma
from captura.sellos import sellar
from captura.servicios.consentimientos import huella_del_consentimiento
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class ConstanciaAlterada(ErrorDeDominio):
    """Lo guardado ya no es lo que se registró, o el archivo ya no es el que se selló."""


@transaction.atomic
def acuse_sellado(acuse: Acuse, direccion: str) -> bytes:
    """El PDF del acuse de un envío. Lanza `ConstanciaAlterada`."""
    # El bloqueo forma en fila dos primeras descargas: la segunda entrega lo que selló la primera.
    Acuse.objects.select_for_update(of=("self",)).get(pk=acuse.pk)

    def hacer() -> bytes:
        _exigir_huella(ClaseDeActo.ENVIO, acuse.folio, huella_de(acuse.contenido))
        return acuse_en_pdf(acuse, direccion)

    return _sellada(acuse.folio, "Acuse de envío", hacer)


@transaction.atomic
def firma_sellada(firma: Firma, direccion: str) -> bytes:
    """El PDF de la firma de compromisos. Lanza `ConstanciaAlterada`."""
    Firma.objects.select_for_update(of=("self",)).get(pk=firma.pk)

    def hacer() -> bytes:
        firmado = {"version": firma.version.huella, "compromisos": firma.compromisos}
        _exigir_huella(ClaseDeActo.FIRMA_DE_COMPROMISOS, firma.folio, huella_de(firmado))
        return firma_en_pdf(firma, direccion)

    return _sellada(firma.folio, "Firma de compromisos", hacer)


@transaction.atomic
def consentimiento_sellado(consentimiento: Consentimiento, direccion: str) -> bytes:
    """El PDF de un consentimiento. Lanza `ConstanciaAlterada`."""
    Consentimiento.objects.select_for_update(of=("self",)).get(pk=consentimiento.pk)

    def hacer() -> bytes:
        huella = huella_del_consentimiento(consentimiento)
        _exigir_huella(ClaseDeActo.CONSENTIMIENTO, consentimiento.folio, huella)
        return consentimiento_en_pdf(consentimiento, direccion)

    return _sellada(consentimiento.folio, "Consentimiento", hacer)


def _exigir_huella(clase: ClaseDeActo, folio: str, huella: str) -> None:
    anotado = Acto.objects.filter(
        clase=clase, contenido__datos__contains={"folio": folio, "huella": huella}
    )
    if not anotado.exists():
        raise ConstanciaAlterada(
            "Lo guardado no coincide con lo que anotó la bitácora; no se puede sellar. "
            "Avise al instituto y dé el folio."
        )


def _sellada(folio: str, motivo: str, hacer: Callable[[], bytes]) -> bytes:
    guardada = ConstanciaSellada.objects.filter(folio=folio).first()
    if guardada:
        with guardada.archivo.open() as archivo:
            datos = archivo.read()
        if hashlib.sha256(datos).hexdigest() != guardada.huella:
            raise ConstanciaAlterada(
                "El archivo de esta constancia no es el que se selló. Avise al instituto."
            )
        return datos
    datos = sellar(hacer(), motivo=motivo, folio=folio)
    nueva = ConstanciaSellada(
        folio=folio, huella=hashlib.sha256(datos).hexdigest(), sellada_en=reloj.ahora()
    )
    nueva.archivo.save("constancia.pdf", ContentFile(datos), save=True)
    return datos

"""El borrador del oficio con que se avisa al INE de un movimiento del registro."""

from django.conf import settings
from django.utils import timezone

from captura.models import AvisoAlINE, ClaseDeMovimiento, MovimientoDeRegistro
from captura.plantillas_de_correo import llenar, texto_vigente
from conoceles.comun import reloj
from conoceles.templatetags.conoceles import fecha

PLANTILLA = {
    ClaseDeMovimiento.SUSTITUCION: "aviso_de_sustitucion",
    ClaseDeMovimiento.BAJA: "aviso_de_baja",
}


def redactar_aviso(movimiento: MovimientoDeRegistro) -> AvisoAlINE:
    """Lo escribe con la plantilla vigente. La causa no va: es de quien sale, no del trámite."""
    candidatura = movimiento.candidatura
    formula = candidatura.formula
    valores = {
        "instituto": settings.INSTITUTO["nombre"],
        "area": settings.INSTITUTO["area"],
        "proceso": candidatura.proceso.nombre,
        "sale": candidatura.nombre,
        "entra": movimiento.entra.nombre if movimiento.entra else "",
        "cargo": f"{formula.eleccion.cargo.nombre}, {formula.eleccion.nombre_territorio}",
        "calidad": candidatura.get_tipo_display().lower(),
        "actor": formula.actor.nombre,
        "acuerdo": movimiento.acuerdo,
        "efecto": fecha(timezone.localtime(movimiento.surte_efecto_en)),
    }
    texto = texto_vigente(PLANTILLA[ClaseDeMovimiento(movimiento.clase)])
    return AvisoAlINE.objects.create(
        movimiento=movimiento,
        asunto=" ".join(llenar(texto.asunto, valores).split())[:300],
        texto=llenar(texto.cuerpo, valores),
        redactado_en=reloj.ahora(),
    )

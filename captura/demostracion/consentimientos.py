"""El formato de consentimiento de la demostración y quién lo ha firmado."""

from datetime import datetime, timedelta
from functools import partial

from candidaturas.avisos_de_privacidad import de_partida
from candidaturas.models import Candidatura, ProcesoElectoral
from captura.demostracion.guion import Guion, momento
from captura.models import FormatoDeConsentimiento
from captura.servicios.consentimientos import Decision, firmar_consentimiento
from captura.servicios.formatos import crear_formato

# Estructura de un formato real de otro instituto; la redacción es de ejemplo.
TEXTOS = {
    "declaracion": (
        "Otorgo mi consentimiento libre, específico e informado para que el instituto use mis "
        "datos personales e integre con ellos el sistema «Candidatas y Candidatos, Conóceles», "
        "que acerca a la ciudadanía la información de quienes aspiran a un cargo.\n\n"
        "Declaro que leí el aviso de privacidad integral y que sé que puedo retirar este "
        "consentimiento en cualquier momento."
    ),
    "pregunta_tratamiento": (
        "¿Consiente que el instituto trate sus datos personales para las finalidades del aviso?"
    ),
    "pregunta_publicacion": (
        "¿Consiente que se publiquen y difundan los datos sensibles que responda en los "
        "cuestionarios?"
    ),
    "pregunta_estadistica": (
        "¿Consiente que lo que responda forme parte de informes estadísticos, sin su nombre?"
    ),
    "fundamento": (
        "Lineamientos del sistema «Candidatas y Candidatos, Conóceles», artículos 3, 22, 23, 24 "
        "y 25. Texto de ejemplo: revíselo antes de usarlo."
    ),
    "aviso": de_partida()[0],
    "aviso_integral": "",
}


def formato_de_consentimiento(proceso: ProcesoElectoral) -> FormatoDeConsentimiento:
    return crear_formato(proceso, "Texto de ejemplo 1", TEXTOS, None)


def planear_consentimientos(
    guion: Guion, formato: FormatoDeConsentimiento, candidaturas: list[Candidatura]
) -> None:
    """La candidata de la demostración firmó en el sistema y no aceptó que se publique."""
    candidata = guion.cuentas["candidata.morena"]
    suya = next(c for c in candidaturas if candidata.candidaturas.filter(pk=c.pk).exists())
    cuando: datetime = momento(4, 10, 12) + timedelta(minutes=17)
    guion.el(
        cuando,
        partial(
            firmar_consentimiento,
            candidatura=suya,
            formato=formato,
            decision=Decision(tratamiento=True, publicacion=False, estadistica=True),
            firmante=suya.nombre,
            adscripcion=candidata,
        ),
    )

"""Qué correos hay y qué marcadores admite cada uno. Su texto está en templates/captura/correos/
(`<clave>_asunto.txt` y `<clave>_cuerpo.txt`) hasta que UTTAI lo cambia en el sistema.

Un marcador se escribe entre llaves: `{persona}`. Añadir un correo es añadir aquí su renglón y sus
dos archivos.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from captura.models import PlantillaDeCorreo
from conoceles.comun.errores import ErrorDeDominio

CARPETA = Path(settings.RAIZ) / "templates" / "captura" / "correos"
_MARCADOR = re.compile(r"\{([^{}\n]*)\}")
DE_SIEMPRE = {"instituto": "Instituto Electoral de Ejemplo", "area": "Unidad de Transparencia"}


class TextoConMarcadoresMalEscritos(ErrorDeDominio):
    """Sobra o falta un marcador; el mensaje dice cuál."""


@dataclass(frozen=True, slots=True)
class Plantilla:
    """`marcadores`: nombre → ejemplo ficticio para la vista previa. Los `reservados` (enlaces con
    que se entra) son obligatorios en el cuerpo, no van en el asunto y no se conservan.
    """

    nombre: str
    marcadores: dict[str, str]
    reservados: frozenset[str] = frozenset()

    @property
    def ejemplos(self) -> dict[str, str]:
        return DE_SIEMPRE | self.marcadores


_MOVIMIENTO = {
    "proceso": "Proceso Electoral de Ejemplo",
    "sale": "Persona Que Sale",
    "cargo": "Diputación, Distrito 01",
    "calidad": "propietaria/o",
    "actor": "Partido Ficticio",
    "acuerdo": "IEC/CG/000/2023",
    "efecto": "3 de mayo de 2023",
}

PLANTILLAS: dict[str, Plantilla] = {
    "invitacion": Plantilla(
        "Invitación para abrir una cuenta",
        {
            "persona": "Persona Ficticia",
            "papel": "Enlace del actor político",
            "de_quien": "Partido Ficticio",
            "invita": "Coordinación de Ejemplo",
            "vence": "30 de abril de 2023, 18:00",
            "enlace": "https://conoceles.example/cuentas/invitacion/…/",
        },
        frozenset({"enlace"}),
    ),
    "enlace_de_candidatura": Plantilla(
        "Enlace para la persona candidata",
        {
            "persona": "Persona Ficticia",
            "cargo": "Diputación, Distrito 01",
            "de_quien": "Partido Ficticio",
            "vence": "30 de abril de 2023, 18:00",
            "enlace": "https://conoceles.example/cuentas/invitacion/…/",
        },
        frozenset({"enlace"}),
    ),
    "entrega_de_datos": Plantilla(
        "Enlace para bajar lo que el sistema tiene sobre una persona",
        {
            "persona": "Persona Ficticia",
            "vence": "30 de abril de 2023, 18:00",
            "enlace": "https://conoceles.example/cuentas/datos/…/",
        },
        frozenset({"enlace"}),
    ),
    "contrasena": Plantilla(
        "Enlace para elegir otra contraseña",
        {
            "persona": "Persona Ficticia",
            "usuario": "enlace.ficticio",
            "enlace": "https://conoceles.example/cuentas/…/",
        },
        frozenset({"enlace"}),
    ),
    "segundo_factor_restablecido": Plantilla(
        "Aviso de que se quitó el segundo factor",
        {"persona": "Persona Ficticia", "cuando": "30 de abril de 2023, 18:00"},
    ),
    "recordatorio": Plantilla(
        "Recordatorio de lo que falta",
        {
            "persona": "Persona Ficticia",
            "candidatura": "Candidatura Ficticia",
            "faltantes": "- la fotografía\n- el motivo",
            "vence": "30 de abril de 2023, 18:00",
            "enlace": "https://conoceles.example/captura/",
        },
    ),
    "paso_del_informe": Plantilla(
        "Recordatorio de un paso del informe mensual",
        {
            "persona": "Persona Ficticia",
            "paso": "Sesión de la Comisión",
            "informe": "Informe de mayo de 2023",
            "situacion": "vence el 29 de mayo de 2023",
            "enlace": "https://conoceles.example/informes/",
        },
    ),
    # No salen por correo: con ellas se redacta el borrador del oficio (captura.avisos).
    "aviso_de_sustitucion": Plantilla(
        "Oficio: aviso de sustitución al INE", _MOVIMIENTO | {"entra": "Persona Que Entra"}
    ),
    "aviso_de_baja": Plantilla("Oficio: aviso de baja al INE", _MOVIMIENTO),
}


@dataclass(frozen=True, slots=True)
class Texto:
    asunto: str
    cuerpo: str


@cache
def texto_inicial(clave: str) -> Texto:
    """El que trae el sistema."""
    asunto, cuerpo = (
        (CARPETA / f"{clave}_{parte}.txt").read_text(encoding="utf-8").strip()
        for parte in ("asunto", "cuerpo")
    )
    return Texto(asunto, cuerpo)


def texto_vigente(clave: str) -> Texto:
    """El que UTTAI guardó o, si no lo ha cambiado, el que trae el sistema."""
    propia = PlantillaDeCorreo.objects.filter(clave=clave).first()
    return Texto(propia.asunto, propia.cuerpo) if propia else texto_inicial(clave)


def validar(clave: str, texto: Texto) -> None:
    """Lanza `TextoConMarcadoresMalEscritos` si el texto no se puede llenar."""
    plantilla = PLANTILLAS[clave]
    conocidos = plantilla.ejemplos.keys()
    sobran = [m for m in _MARCADOR.findall(f"{texto.asunto}\n{texto.cuerpo}") if m not in conocidos]
    if sobran:
        raise TextoConMarcadoresMalEscritos(
            f"No existe el marcador {{{sobran[0]}}}. Los de este correo son: "
            + ", ".join(f"{{{m}}}" for m in sorted(conocidos))
            + "."
        )
    if any(c in _MARCADOR.sub("", f"{texto.asunto}{texto.cuerpo}") for c in "{}"):
        raise TextoConMarcadoresMalEscritos("Hay una llave suelta: «{» o «}».")
    for obligatorio in sorted(plantilla.reservados):
        if obligatorio in _MARCADOR.findall(texto.asunto):
            raise TextoConMarcadoresMalEscritos(
                f"{{{obligatorio}}} no puede ir en el asunto: lo vería quien mire la pantalla."
            )
        if obligatorio not in _MARCADOR.findall(texto.cuerpo):
            raise TextoConMarcadoresMalEscritos(
                f"Falta {{{obligatorio}}}: sin él, quien recibe el correo no puede entrar."
            )


def llenar(texto: str, valores: dict[str, str]) -> str:
    """Pone cada valor en su marcador; deja como está el que no venga en `valores`."""
    return _MARCADOR.sub(lambda hallado: valores.get(hallado[1], hallado[0]), texto)

"""Los parámetros que un proceso puede fijar. Ninguno es ley escrita en código: cada valor lleva
su cita en `Parametro`, y el valor por omisión solo dice con qué empieza el sistema.

Los límites de texto por omisión salen de los datos abiertos del INE de 2022 (280 a 1,600 y
280 a 5,000 caracteres, contados con espacios).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


def _entero(texto: str) -> int:
    if not texto.isdecimal():
        raise ValueError("escriba un número entero, cero o mayor")
    return int(texto)


def _umbral(texto: str) -> int:
    if not texto.isdecimal() or int(texto) < 3:
        raise ValueError("escriba un número entero, tres o mayor")
    return int(texto)


def _dia_del_mes(texto: str) -> int:
    if not texto.isdecimal() or not 1 <= int(texto) <= 31:
        raise ValueError("escriba un día del mes, de 1 a 31")
    return int(texto)


def _si_no(texto: str) -> bool:
    if texto not in {"sí", "no"}:
        raise ValueError("escriba sí o no")
    return texto == "sí"


@dataclass(frozen=True, slots=True)
class Definicion:
    """Qué significa un parámetro, cómo se lee su texto y con qué valor empieza."""

    nombre: str
    leer: Callable[[str], Any]
    omision: Any
    unidad: str = ""


def _leer_fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise ValueError("escriba la fecha como AAAA-MM-DD") from error


def _fecha(nombre: str) -> Definicion:
    return Definicion(nombre, _leer_fecha, None, "fecha")


LICENCIA_SIN_FIJAR = (
    "Sin fijar. Puede consultarse y reproducirse citando al instituto, el proceso y el corte."
)


def _claves(texto: str) -> tuple[str, ...]:
    """«gubernatura diputacion-mr»: claves de cargo separadas por espacios."""
    if not texto.split():
        raise ValueError("escriba las claves de los cargos, separadas por espacios")
    return tuple(texto.split())


def _de_entre(*claves: str) -> Callable[[str], tuple[str, ...]]:
    """Varias de esas claves, o «ninguno»."""

    def leer(texto: str) -> tuple[str, ...]:
        elegidas = tuple(texto.split())
        if elegidas == ("ninguno",):
            return ()
        if not elegidas or not set(elegidas) <= set(claves):
            raise ValueError(
                f"escriba, separadas por espacios, de entre: {' '.join(claves)}; o «ninguno»"
            )
        return elegidas

    return leer


# Los del instituto. Ninguno lee por estar aquí lo que su papel no lee.
ROLES_DEL_INSTITUTO = ("revision", "coordinacion", "comision", "secretaria", "sistemas")
LEEN_LO_BLOQUEADO, DOCUMENTOS_DE_ARCHIVO = "leen_lo_bloqueado", "documentos_de_archivo"
HOJAS_FIRMADAS, CONSTANCIAS_SELLADAS = "hojas-firmadas", "constancias-selladas"

# Los del ciclo de vida: se fijan también cuando el proceso ya se cerró.
DEL_CICLO_DE_VIDA = (
    "despublicacion_el",
    "bloqueo_el",
    "supresion_el",
    LEEN_LO_BLOQUEADO,
    DOCUMENTOS_DE_ARCHIVO,
)
PARAMETROS: dict[str, Definicion] = {
    "inicio_del_proceso": _fecha("Inicio del proceso"),
    "registro_desde": _fecha("Registro de candidaturas, desde"),
    "registro_hasta": _fecha("Registro de candidaturas, hasta"),
    "aprobacion_desde": _fecha("Aprobación de registros, desde"),
    "aprobacion_hasta": _fecha("Aprobación de registros, hasta"),
    "campana_desde": _fecha("Campaña, desde"),
    "campana_hasta": _fecha("Campaña, hasta"),
    "dias_captura": Definicion("Plazo de captura", _entero, None, "días"),
    "dias_verificacion": Definicion("Plazo de verificación", _entero, None, "días"),
    "dias_requerimiento": Definicion("Plazo para atender observaciones", _entero, None, "días"),
    "captura_desde": _fecha("Captura, no antes del"),
    "plazos_en_dias_habiles": Definicion("Los plazos cuentan solo días hábiles", _si_no, False),
    "fin_de_semana_inhabil": Definicion("Sábado y domingo son inhábiles", _si_no, True),
    # El calendario del informe mensual (informes.pasos_del_mes). Cada paso se cuenta desde el
    # anterior; lo que no se fija no vence.
    "informe_dia_de_corte": Definicion(
        "Informe mensual: día del mes del corte", _dia_del_mes, None, "día del mes"
    ),
    "informe_dias_cuantitativo": Definicion(
        "Informe mensual: del corte al cuantitativo", _entero, None, "días"
    ),
    "informe_dias_sesion": Definicion(
        "Informe mensual: del corte a la sesión", _entero, None, "días"
    ),
    "informe_dias_envio": Definicion(
        "Informe mensual: de la sesión al envío", _entero, None, "días"
    ),
    "informe_dias_acuse": Definicion("Informe mensual: del envío al acuse", _entero, None, "días"),
    "informe_dias_de_aviso": Definicion(
        "Informe mensual: cuánto antes se recuerda un paso", _entero, 2, "días"
    ),
    # La regla con que una caída del sitio alarga un plazo (candidaturas.disponibilidad). Sin
    # ventana no hay regla y las caídas solo se publican.
    "caida_ventana_horas": Definicion(
        "Horas antes del vencimiento en que una caída cuenta", _entero, None, "horas"
    ),
    "caida_minima_minutos": Definicion(
        "Caída total desde la que el plazo se alarga", _entero, 1, "minutos"
    ),
    "horas_para_deshacer": Definicion(
        "Tiempo para deshacer una sustitución o baja registrada por error", _entero, 24, "horas"
    ),
    "texto_minimo": Definicion("Mínimo de cada texto", _entero, 280, "caracteres"),
    "texto_maximo": Definicion(
        "Máximo de historia, trayectoria y motivo", _entero, 5000, "caracteres"
    ),
    "propuesta_maximo": Definicion("Máximo de cada propuesta", _entero, 1600, "caracteres"),
    "curso_maximo": Definicion("Máximo de cada curso", _entero, 250, "caracteres"),
    "contar_espacios": Definicion("Los espacios cuentan", _si_no, True),
    "motivo_obligatorio": Definicion("El motivo es obligatorio", _si_no, True),
    "propuesta_genero_obligatoria": Definicion(
        "La propuesta de género o de grupo es obligatoria", _si_no, False
    ),
    "foto_obligatoria": Definicion("La fotografía es obligatoria", _si_no, True),
    "foto_maximo_kb": Definicion("Peso máximo de la fotografía", _entero, 700, "KB"),
    "foto_meses_maximo": Definicion("Antigüedad máxima de la fotografía", _entero, 3, "meses"),
    "foto_lado_minimo": Definicion("Lado menor mínimo de la fotografía", _entero, 300, "píxeles"),
    "declaracion_maximo_kb": Definicion(
        "Peso máximo de cada declaración en PDF", _entero, 5120, "KB"
    ),
    "declaracion_paginas": Definicion(
        "Máximo de páginas de cada declaración", _entero, 60, "páginas"
    ),
    "cargos_en_el_extranjero": Definicion(
        "Cargos que se votan desde el extranjero", _claves, None, "claves de cargo"
    ),
    "cargos_en_voto_anticipado": Definicion(
        "Cargos que se votan por anticipado", _claves, None, "claves de cargo"
    ),
    "cargos_en_prision_preventiva": Definicion(
        "Cargos que se votan en prisión preventiva", _claves, None, "claves de cargo"
    ),
    "valida_quien_captura": Definicion(
        "Capturista y persona candidata también validan y envían", _si_no, False
    ),
    "identidad_la_captura_el_actor": Definicion(
        "El actor también captura el cuestionario de identidad", _si_no, False
    ),
    "rondas_de_observacion": Definicion("Rondas de observaciones", _entero, None, "rondas"),
    "correcciones_permitidas": Definicion(
        "Correcciones tras publicar, por candidatura", _entero, None, "correcciones"
    ),
    "integrantes_leen": Definicion("Los demás partidos de la coalición leen", _si_no, True),
    # docs/estadistica-protegida.md: a sus múltiplos se redondea, y el doble mide cada grupo.
    "umbral_de_identidad": Definicion(
        "Umbral de la estadística de identidad", _umbral, 5, "personas"
    ),
    # En días hábiles.
    "derechos_dias_para_responder": Definicion(
        "Plazo para responder una solicitud de derechos", _entero, 20, "días hábiles"
    ),
    "derechos_dias_para_cumplir": Definicion(
        "Plazo para hacer efectiva la resolución", _entero, 15, "días hábiles"
    ),
    "licencia_de_datos": Definicion("Licencia de los datos abiertos", str, LICENCIA_SIN_FIJAR),
    "perfiles_tras_cierre": Definicion("Los perfiles siguen públicos tras el cierre", _si_no, True),
    # El ciclo de vida (docs/adr/0011). Sin fecha, nada pasa solo; suprimir nunca pasa solo.
    "despublicacion_el": _fecha("Ciclo de vida: se despublica el"),
    "bloqueo_el": _fecha("Ciclo de vida: se bloquea el"),
    "supresion_el": _fecha("Ciclo de vida: se puede suprimir desde el"),
    LEEN_LO_BLOQUEADO: Definicion(
        "Ciclo de vida: papeles que leen un proceso bloqueado",
        _de_entre(*ROLES_DEL_INSTITUTO),
        ("coordinacion",),
        "papeles",
    ),
    DOCUMENTOS_DE_ARCHIVO: Definicion(
        "Ciclo de vida: documentos que la supresión conserva",
        # Los informes aprobados y los oficios son siempre de archivo (mapa de datos).
        _de_entre(HOJAS_FIRMADAS, CONSTANCIAS_SELLADAS),
        (HOJAS_FIRMADAS,),
        "documentos",
    ),
}

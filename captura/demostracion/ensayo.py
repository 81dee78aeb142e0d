"""Un proceso que ya terminó: un ensayo ficticio de marzo de 2023, despublicado y bloqueado.

Le llegó la fecha de suprimirse: con dos cuentas se recorre lo que falta de su ciclo de vida.
"""

import random
from collections.abc import Callable
from datetime import date
from functools import partial

from candidaturas.models import Eleccion, ProcesoElectoral, TipoDeCandidatura
from captura.demostracion.guion import Guion, momento
from captura.demostracion.personas import personas
from captura.demostracion.retratos import retrato
from captura.demostracion.textos import cuestionario_ficticio
from captura.flujo import Paso
from captura.models import Adscripcion, Rol, Usuario
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.ciclo import avanzar_por_fecha
from captura.servicios.pasos import dar_paso
from captura.servicios.preparacion import fijar_parametro, preparar_proceso, quitar_cargo
from captura.servicios.procesos import avanzar_proceso, fijar_publicacion
from captura.servicios.registro import registrar_candidatura

CLAVE = "ensayo-2023"
SEMILLA = 304
PARTICIPAN = ("PT", "UDC")
_CITA = "Demostración: valor de ejemplo, sin acuerdo que lo fije."
_FECHAS = {
    "despublicacion_el": date(2023, 4, 20),
    "bloqueo_el": date(2023, 5, 15),
    "supresion_el": date(2023, 5, 29),
}


def preparar_ensayo(proceso: ProcesoElectoral, cuentas: dict[str, Adscripcion]) -> ProcesoElectoral:
    """Con la gubernatura y nada más."""
    coordinacion = cuentas["coordinacion"]
    ensayo = preparar_proceso(
        anterior=proceso,
        clave=CLAVE,
        nombre="Ensayo de captura de marzo de 2023",
        anio=2023,
        tipo=proceso.tipo,
        jornada_el=date(2023, 3, 19),
        adscripcion=coordinacion,
    )
    for cargo in ensayo.cargos.exclude(clave="gubernatura"):
        quitar_cargo(cargo=cargo, adscripcion=coordinacion)
    return ensayo


def ensayar(ensayo: ProcesoElectoral, cuentas: dict[str, Adscripcion]) -> None:
    """Se abre, se captura y se cierra en marzo, y se fija cuándo termina cada cosa."""
    guion = Guion(ensayo, cuentas, random.Random(SEMILLA))  # noqa: S311
    coordinacion = cuentas["coordinacion"]

    def hacer(servicio: Callable[..., object], **datos) -> Callable[[], None]:
        def en_su_momento() -> None:
            ensayo.refresh_from_db()  # el servicio rehúsa a quien lo vio en otro estado
            servicio(proceso=ensayo, adscripcion=coordinacion, **datos)

        return en_su_momento

    guion.el(momento(3, 2), hacer(fijar_publicacion, desde=momento(3, 3), cita=_CITA))
    guion.el(momento(3, 2, 13), hacer(avanzar_proceso))
    guion.el(momento(3, 6), partial(_capturar, guion))
    guion.el(momento(3, 20), hacer(avanzar_proceso))
    for clave, dia in _FECHAS.items():
        guion.el(momento(3, 21), hacer(fijar_parametro, clave=clave, valor=str(dia), cita=_CITA))
    guion.repetir()


def planear_su_ciclo(guion: Guion) -> None:
    """Lo que hace la agenda cada día; aquí, los dos en que toca algo."""
    guion.el(momento(4, 20, 4), avanzar_por_fecha)
    guion.el(momento(5, 15, 4), avanzar_por_fecha)


def _capturar(guion: Guion) -> None:
    ensayo = guion.proceso
    gente = personas(semilla=SEMILLA, jornada=ensayo.jornada_el, ajenas=frozenset())
    eleccion = Eleccion.objects.get(cargo__proceso=ensayo)
    for numero, actor in enumerate(ensayo.actores.filter(siglas__in=PARTICIPAN), 1):
        persona = next(gente)
        candidatura = registrar_candidatura(
            eleccion=eleccion,
            actor=actor,
            numero=None,
            tipo=TipoDeCandidatura.PROPIETARIA,
            nombres=persona.nombres,
            primer_apellido=persona.primer_apellido,
            segundo_apellido=persona.segundo_apellido,
            sexo=persona.sexo,
            nace_el=persona.nace_el,
            folio=f"ENSAYO-{numero}",
        )
        usuario = Usuario(username=f"enlace.ensayo.{numero}", nombre="Enlace", es_demo=True)
        usuario.set_unusable_password()
        usuario.save()
        enlace = Adscripcion.objects.create(usuario=usuario, rol=Rol.ENLACE, actor=actor)
        _publicar(guion, candidatura, numero, enlace)


def _publicar(guion: Guion, candidatura, numero: int, enlace: Adscripcion) -> None:
    cuestionario = candidatura.cuestionario
    campos = cuestionario_ficticio(guion.azar, numero=numero, lugar="Coahuila")
    guardar_cuestionario(
        cuestionario=cuestionario,
        campos=campos,
        version=cuestionario.version,
        adscripcion=enlace,
    )
    dibujo = retrato(SEMILLA + numero, candidatura.sexo)
    for hacer in (
        partial(guardar_fotografia, datos=dibujo, adscripcion=enlace),
        partial(dar_paso, paso=Paso.ENVIAR, adscripcion=enlace),
        *(
            partial(dar_paso, paso=paso, adscripcion=guion.cuentas["revision"])
            for paso in (Paso.REVISAR, Paso.VERIFICAR, Paso.PUBLICAR)
        ),
    ):
        cuestionario.refresh_from_db()
        hacer(cuestionario=cuestionario)

"""Lo que le falta a un proceso para abrirse, y qué pasaría al abrirlo, cerrarlo o archivarlo."""

from dataclasses import dataclass

from django.db.models import Q

from candidaturas.models import (
    AvisoDePrivacidad,
    Eleccion,
    EstadoDeProceso,
    ProcesoElectoral,
    TipoDeActor,
)
from candidaturas.parametros import PARAMETROS
from captura.identidad import preguntas_de
from captura.models import (
    Adscripcion,
    Cuestionario,
    Estado,
    Invitacion,
    Rol,
    VersionDeCompromisos,
)
from captura.servicios.identidad import cuestionario_de_identidad
from captura.servicios.preparacion import BORRADOR
from conoceles.comun import reloj
from conoceles.comun.formato import fecha_y_hora
from conoceles.templatetags.conoceles import fecha


@dataclass(frozen=True, slots=True)
class Punto:
    """Un renglón de la lista: qué es, si ya está, qué dice y a dónde se va a hacerlo.

    `exigido`: sin él no se abre. `ruta`: nombre de la dirección, con el proceso salvo que sea
    `del_instituto`.
    """

    titulo: str
    listo: bool
    dice: str
    ruta: str
    exigido: bool = False
    del_instituto: bool = False


def _cuantos(cuantos: int, uno: str, varios: str) -> str:
    return f"{cuantos:,} {uno if cuantos == 1 else varios}"


def puntos(proceso: ProcesoElectoral) -> list[Punto]:
    """En el orden en que conviene hacerlos."""
    return [
        Punto(
            "Datos del proceso",
            True,
            f"{proceso.nombre}. La jornada es el {fecha(proceso.jornada_el)}.",
            "captura:proceso_datos",
        ),
        _publicacion(proceso),
        _parametros(proceso),
        _cargos(proceso),
        _actores(proceso),
        _registro(proceso),
        _invitaciones(proceso),
        _compromisos(proceso),
        _identidad(proceso),
        _aviso(),
    ]


def faltan(proceso: ProcesoElectoral) -> list[Punto]:
    """Lo que impide abrir."""
    return [p for p in puntos(proceso) if p.exigido and not p.listo]


def _publicacion(proceso: ProcesoElectoral) -> Punto:
    desde = proceso.publico_desde
    if desde is None:
        dice = "Falta desde cuándo es público y el acuerdo que lo dice."
    else:
        cita = proceso.publico_desde_cita or "Sin cita."
        dice = f"Desde el {fecha_y_hora(desde)}. {cita}"
    return Punto(
        "Fecha de publicación", desde is not None, dice, "captura:proceso_publicacion", exigido=True
    )


def _parametros(proceso: ProcesoElectoral) -> Punto:
    fijados = list(proceso.parametros.all())
    sin_cita = sum(not p.cita or p.cita.startswith(BORRADOR) for p in fijados)
    fechas = sum(d.unidad == "fecha" for d in PARAMETROS.values())
    puestas = sum(p.clave in PARAMETROS and PARAMETROS[p.clave].unidad == "fecha" for p in fijados)
    dice = f"{_cuantos(len(fijados), 'fijado', 'fijados')} de {len(PARAMETROS)}."
    if sin_cita:
        dice += f" {_cuantos(sin_cita, 'tiene', 'tienen')} la cita por confirmar."
    dice += f" Fechas: {puestas} de {fechas}."
    listo = bool(fijados) and not sin_cita and puestas > 0
    return Punto("Fechas, plazos y límites", listo, dice, "captura:proceso_parametros")


def _cargos(proceso: ProcesoElectoral) -> Punto:
    cargos = proceso.cargos.count()
    elecciones = Eleccion.objects.filter(cargo__proceso=proceso).count()
    dice = "Falta qué se elige."
    if elecciones:
        dice = (
            f"{_cuantos(cargos, 'cargo', 'cargos')} en "
            f"{_cuantos(elecciones, 'elección', 'elecciones')}."
        )
    return Punto(
        "Cargos y territorios", elecciones > 0, dice, "captura:proceso_cargos", exigido=True
    )


def _actores(proceso: ProcesoElectoral) -> Punto:
    tipos = list(proceso.actores.values_list("tipo", "convenio"))
    sin_convenio = sum(
        tipo in {TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN} and not convenio
        for tipo, convenio in tipos
    )
    dice = _cuantos(len(tipos), "actor político.", "actores políticos.")
    if not tipos:
        dice = "Falta quién postula."
    if sin_convenio:
        dice += f" {_cuantos(sin_convenio, 'coalición', 'coaliciones')} sin convenio citado."
    return Punto(
        "Actores políticos y convenios", bool(tipos), dice, "captura:proceso_actores", exigido=True
    )


def _registro(proceso: ProcesoElectoral) -> Punto:
    cuantas = proceso.candidaturas.count()
    dice = (
        _cuantos(cuantas, "candidatura.", "candidaturas.")
        if cuantas
        else "Ninguna candidatura. Puede cargarse después de abrir."
    )
    return Punto("Registro de candidaturas", cuantas > 0, dice, "captura:proceso_registro")


def actores_sin_enlace(proceso: ProcesoElectoral):
    """Los que capturan y no tienen cuenta ni invitación viva de enlace, en orden de boleta.

    Por una coalición captura el enlace del partido que nombra el convenio.
    """
    ahora = reloj.ahora()
    con_cuenta = Adscripcion.objects.vigentes().filter(rol=Rol.ENLACE, actor__proceso=proceso)
    invitados = Invitacion.objects.filter(
        Q(aceptada_en=None), rol=Rol.ENLACE, actor__proceso=proceso, revocada_en=None,
        vence_en__gt=ahora,
    )  # fmt: skip
    return (
        proceso.actores.filter(partido_captura=None)
        .exclude(pk__in=con_cuenta.values("actor"))
        .exclude(pk__in=invitados.values("actor"))
        .order_by("orden", "nombre")
    )


def _invitaciones(proceso: ProcesoElectoral) -> Punto:
    sin_enlace = actores_sin_enlace(proceso).count()
    hay = proceso.actores.exists()
    dice = "Todos los actores tienen enlace o invitación."
    if not hay:
        dice = "Primero, los actores políticos."
    elif sin_enlace:
        dice = f"{_cuantos(sin_enlace, 'actor', 'actores')} sin enlace ni invitación."
    return Punto(
        "Invitaciones a los enlaces", hay and not sin_enlace, dice, "captura:proceso_invitaciones"
    )


def _compromisos(proceso: ProcesoElectoral) -> Punto:
    versiones = VersionDeCompromisos.objects.filter(familia__proceso=proceso)
    borradores = versiones.filter(fuente__startswith=BORRADOR).count()
    familias = proceso.familias_de_compromisos.count()
    dice = _cuantos(familias, "familia.", "familias.") if familias else "Ninguna familia."
    if borradores:
        dice += f" {_cuantos(borradores, 'texto copiado', 'textos copiados')} por confirmar."
    return Punto(
        "Compromisos", not borradores, dice, "captura:proceso_compromisos", exigido=bool(borradores)
    )


def _identidad(proceso: ProcesoElectoral) -> Punto:
    version = cuestionario_de_identidad(proceso)
    cuantas = len(preguntas_de(version.contenido).por_clave) if version else 0
    dice = "No se pregunta." if version is None else _cuantos(cuantas, "pregunta.", "preguntas.")
    return Punto("Cuestionario de identidad", cuantas > 0, dice, "captura:proceso_preguntas")


def _aviso() -> Punto:
    aviso = AvisoDePrivacidad.objects.vigente()
    dice = f"Versión {aviso.version}." if aviso else "Falta publicarlo: se lee antes de capturar."
    return Punto(
        "Aviso de privacidad",
        aviso is not None,
        dice,
        "captura:avisos",
        exigido=True,
        del_instituto=True,
    )


# --- Qué pasaría -------------------------------------------------------------------------------
def efectos_de_avanzar(proceso: ProcesoElectoral) -> list[str]:
    """Una oración por efecto, con sus cuentas. Vacía si ya no avanza."""
    return {
        EstadoDeProceso.EN_PREPARACION: _al_abrir,
        EstadoDeProceso.ABIERTO: _al_cerrar,
        EstadoDeProceso.CERRADO: _al_archivar,
    }.get(EstadoDeProceso(proceso.estado), lambda _: [])(proceso)


def _al_abrir(proceso: ProcesoElectoral) -> list[str]:
    enlaces = Adscripcion.objects.vigentes().filter(rol=Rol.ENLACE, actor__proceso=proceso).count()
    candidaturas = proceso.candidaturas.count()
    quienes = "Nadie podrá capturar todavía: ningún enlace tiene cuenta"
    if enlaces:
        quienes = _cuantos(enlaces, "enlace con cuenta podrá", "enlaces con cuenta podrán")
        quienes += " capturar"
    dichos = [
        f"{quienes}; "
        f"hay {_cuantos(candidaturas, 'candidatura registrada', 'candidaturas registradas')}.",
    ]
    if proceso.publico_desde:
        verbo = "Ya es" if proceso.publico_desde <= reloj.ahora() else "Será"
        dichos.append(f"{verbo} público desde el {fecha_y_hora(proceso.publico_desde)}.")
    otro = ProcesoElectoral.objects.filter(vigente=True).exclude(pk=proceso.pk).first()
    if otro:
        dichos.append(
            f"«{otro.nombre}» deja de ser el proceso vigente: el portal y las listas de trabajo "
            "pasan a este. Lo suyo se conserva."
        )
    dichos.append("No se manda ningún correo.")
    dichos.append("Se puede deshacer mientras nadie haya capturado.")
    return dichos


def _al_cerrar(proceso: ProcesoElectoral) -> list[str]:
    cuestionarios = Cuestionario.objects.filter(candidatura__proceso=proceso)
    publicados = cuestionarios.filter(estado=Estado.PUBLICADO).count()
    sin_publicar = cuestionarios.exclude(estado=Estado.PUBLICADO).count()
    dichos = [
        "Nadie podrá escribir, enviar ni firmar.",
        f"{_cuantos(sin_publicar, 'perfil queda', 'perfiles quedan')} sin publicar.",
    ]
    if proceso.parametro("perfiles_tras_cierre"):
        siguen = _cuantos(publicados, "perfil sigue", "perfiles siguen")
        dichos.append(f"{siguen if publicados else 'Ningún perfil sigue'} a la vista.")
        dichos.append("Se puede volver a abrir.")
    else:
        dichos.append(
            f"{_cuantos(publicados, 'perfil se retira', 'perfiles se retiran')} de lo público, "
            "porque así lo dice el parámetro «Los perfiles siguen públicos tras el cierre»."
        )
        dichos.append("Se puede volver a abrir; lo retirado no regresa solo.")
    return dichos


def _al_archivar(proceso: ProcesoElectoral) -> list[str]:
    return ["Queda solo para consulta.", "Esto no se deshace."]

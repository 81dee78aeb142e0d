"""Recordar a quienes les falta algo. Cada recordatorio es un correo y deja su constancia."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.bitacora import anotar, exigir_escribible
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Recordatorio, Rol
from captura.permisos import captura_por, puede_recordar
from captura.servicios.correos import direccion_completa, encolar
from captura.tablero import Renglon, completar, renglones
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio
from conoceles.templatetags.conoceles import fecha_hora

DE_UNA_VEZ = 300


class NoSeRecuerda(ErrorDeDominio):
    """No hay a quién, o son demasiadas de una vez."""


@dataclass(slots=True)
class Resultado:
    """Cuántas de las elegidas se recordaron y por qué las demás no."""

    enviados: int = 0
    repetidos: int = 0
    sin_correo: int = 0
    sin_faltas: int = 0


@transaction.atomic
def recordar(
    *, cuestionarios: Iterable[int], proceso: ProcesoElectoral, adscripcion: Adscripcion
) -> Resultado:
    """Encola un correo por candidatura, uno por día, y anota un acto.

    `cuestionarios`: claves; las que no alcance la cuenta se ignoran. Lanza `NoSeRecuerda`.
    """
    if not puede_recordar(adscripcion):
        raise PermissionDenied
    pedidas = set(cuestionarios)
    if len(pedidas) > DE_UNA_VEZ:
        raise NoSeRecuerda(f"Recuerde a lo más a {DE_UNA_VEZ} de una vez.")
    alcance = Cuestionario.objects.visibles_para(adscripcion).filter(
        pk__in=pedidas, candidatura__proceso=proceso
    )
    exigir_escribible(proceso)
    # Dos clics a la vez se forman en fila: el segundo ve los recordatorios del primero.
    list(
        Candidatura.objects.select_for_update(of=("self",))
        .filter(cuestionario__in=alcance)
        .order_by("pk")
    )
    lista = renglones(alcance, proceso, adscripcion)
    completar(lista, proceso)
    if not adscripcion.es_instituto:
        lista = _que_captura(lista, adscripcion)
    if not lista:
        raise NoSeRecuerda("Elija al menos una candidatura.")
    resultado = _recordar_a(lista, proceso, adscripcion)
    if resultado.enviados:
        anotar(
            clase=ClaseDeActo.RECORDATORIO,
            proceso=proceso,
            actor=adscripcion.actor,
            autor=adscripcion.usuario,
            datos={"candidaturas": resultado.enviados},
        )
    return resultado


def _recordar_a(
    lista: list[Renglon], proceso: ProcesoElectoral, adscripcion: Adscripcion
) -> Resultado:
    destinos = _destinos(lista, adscripcion)
    resultado = Resultado()
    for renglon in lista:
        if renglon.recordada_el == reloj.hoy():
            resultado.repetidos += 1
        elif not renglon.faltas:
            resultado.sin_faltas += 1
        elif not (para := destinos.get(renglon.candidatura_id)):
            resultado.sin_correo += 1
        else:
            _encolar(renglon, para, proceso, adscripcion)
            resultado.enviados += 1
    return resultado


def _que_captura(lista: list[Renglon], adscripcion: Adscripcion) -> list[Renglon]:
    """Quien solo lee una coalición no escribe a sus candidaturas."""
    sabidos: dict[int, bool] = {}
    suyas = []
    for renglon in lista:
        actor = _actor_de(renglon)
        if actor.pk not in sabidos:
            sabidos[actor.pk] = captura_por(adscripcion, actor)
        if sabidos[actor.pk]:
            suyas.append(renglon)
    return suyas


def _actor_de(renglon: Renglon) -> ActorPolitico:
    return renglon.cuestionario.candidatura.formula.actor


def _destinos(lista: list[Renglon], adscripcion: Adscripcion) -> dict[int, str]:
    """candidatura → correo. El instituto escribe al enlace que captura; el enlace, a la persona.
    Si no hay, al correo para aclaraciones."""
    aclaraciones = {r.candidatura_id: r.cuestionario.correo_aclaraciones for r in lista}
    directos = _de_enlaces(lista) if adscripcion.es_instituto else _de_personas(lista)
    return {c: directos.get(c) or correo for c, correo in aclaraciones.items()}


def _de_enlaces(lista: list[Renglon]) -> dict[int, str]:
    enlaces = list(
        Adscripcion.objects.vigentes()
        .filter(rol=Rol.ENLACE)
        .exclude(usuario__email="")
        .select_related("usuario", "actor")
        .order_by("pk")
    )
    por_actor: dict[int, str] = {}
    for renglon in lista:
        actor = _actor_de(renglon)
        if actor.pk not in por_actor:
            suyos = (e.usuario.email for e in enlaces if captura_por(e, actor))
            por_actor[actor.pk] = next(suyos, "")
    return {r.candidatura_id: por_actor[_actor_de(r).pk] for r in lista}


def _de_personas(lista: list[Renglon]) -> dict[int, str]:
    return dict(
        Adscripcion.objects.vigentes()
        .filter(rol=Rol.CANDIDATA, candidaturas__in=[r.candidatura_id for r in lista])
        .exclude(usuario__email="")
        .order_by("-pk")
        .values_list("candidaturas", "usuario__email")
    )


def _encolar(
    renglon: Renglon, para: str, proceso: ProcesoElectoral, adscripcion: Adscripcion
) -> None:
    candidatura = renglon.cuestionario.candidatura
    plazo, hoy = renglon.plazo, reloj.hoy()
    vence = fecha_hora(timezone.localtime(plazo.vence_en)) if plazo else "sin fecha fijada"
    correo = encolar(
        plantilla="recordatorio",
        para=para,
        contexto={
            "persona": (
                candidatura.formula.actor.nombre if adscripcion.es_instituto else candidatura.nombre
            ),
            "candidatura": candidatura.nombre,
            "faltantes": "\n".join(f"- {falta}" for falta in renglon.detalle),
            "vence": vence,
            "enlace": direccion_completa("captura:cuestionario", renglon.pk),
        },
        clave=f"recordatorio:{candidatura.pk}:{hoy.isoformat()}",
        proceso=proceso,
        candidatura=candidatura,
        autor=adscripcion.usuario,
    )
    Recordatorio.objects.create(
        candidatura=candidatura,
        correo=correo,
        faltaba=renglon.detalle,
        vencia_en=plazo.vence_en if plazo else None,
        dia=hoy,
        pedido_por=adscripcion.usuario,
        pedido_en=reloj.ahora(),
    )

"""Las listas de trabajo: el tablero de un actor y la cola de quien revisa."""

from django.db.models import Count, F, Func, Q, QuerySet, Value

from candidaturas.models import ActorPolitico, ProcesoElectoral
from captura.models import Adscripcion, Cuestionario, Estado
from captura.permisos import REVISAN

ORDEN_DE_BOLETA = (
    "candidatura__formula__eleccion__cargo__orden",
    "candidatura__formula__eleccion__orden",
    "candidatura__formula__actor__orden",
    "candidatura__formula__numero",
    "candidatura__tipo",
    "candidatura__pk",
)


def proceso_de_trabajo(adscripcion: Adscripcion) -> ProcesoElectoral | None:
    """El del actor de la cuenta; para el instituto, el vigente."""
    if adscripcion.actor_id:
        return adscripcion.actor.proceso
    return ProcesoElectoral.objects.filter(vigente=True).first()


def cuestionarios_de_trabajo(
    adscripcion: Adscripcion, proceso: ProcesoElectoral | None
) -> QuerySet[Cuestionario]:
    """Los del alcance de la cuenta en el proceso, con lo que pinta un renglón."""
    return (
        Cuestionario.objects.visibles_para(adscripcion)
        .filter(candidatura__proceso=proceso)
        .select_related(
            "candidatura__formula__actor__partido_captura",
            "candidatura__formula__eleccion__cargo",
        )
    )


def filtrar(
    cuestionarios: QuerySet[Cuestionario], *, texto: str = "", estado: str = "", actor=None
) -> QuerySet[Cuestionario]:
    """Por nombre o territorio (sin acentos), estado y actor."""
    if texto:
        llano = Func(Value(texto), function="conoceles_llano")
        cuestionarios = cuestionarios.annotate(
            territorio_llano=Func(
                F("candidatura__formula__eleccion__nombre_territorio"), function="conoceles_llano"
            )
        ).filter(Q(candidatura__nombre_llano__contains=llano) | Q(territorio_llano__contains=llano))
    if estado:
        cuestionarios = cuestionarios.filter(estado=estado)
    if actor:
        cuestionarios = cuestionarios.filter(candidatura__formula__actor=actor)
    return cuestionarios


def en_orden(cuestionarios: QuerySet[Cuestionario], adscripcion: Adscripcion):
    """Quien revisa atiende primero lo que lleva más esperando; los demás, en orden de boleta."""
    if adscripcion.rol in REVISAN:
        return cuestionarios.order_by(F("enviado_en").asc(nulls_last=True), *ORDEN_DE_BOLETA)
    return cuestionarios.order_by(*ORDEN_DE_BOLETA)


def cuentas_por_estado(cuestionarios: QuerySet[Cuestionario]) -> dict[str, int]:
    """Cuántos hay en cada estado, con ceros y en el orden del recorrido."""
    cuentas = dict(cuestionarios.order_by().values_list("estado").annotate(cuantos=Count("pk")))
    return {estado: cuentas.get(estado, 0) for estado in Estado.del_conjunto()}


def actores_del_proceso(proceso: ProcesoElectoral | None) -> QuerySet[ActorPolitico]:
    return ActorPolitico.objects.filter(proceso=proceso).order_by("orden", "nombre")

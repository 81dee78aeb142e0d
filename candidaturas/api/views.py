"""La API pública: lo mismo que las páginas, para programas. Sin cuenta, sesión ni escritura."""

from django.db.models import Prefetch
from django.http import Http404
from django.urls import reverse as django_reverse
from django.views.decorators.http import conditional_page
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularAPIView
from rest_framework import generics
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from candidaturas import consultas
from candidaturas.api import serializers
from candidaturas.api.esquema import ACTOR, CANDIDATURA, CARGO, PROCESO, ejemplo
from candidaturas.api.limite import LimitePorDireccion
from candidaturas.api.respuestas import JSONConAviso, PaginacionPorCursor
from candidaturas.filtros import CandidaturaFilter
from candidaturas.frescura import PERFILES, pagina_fresca
from candidaturas.models import ActorPolitico, Candidatura, Cargo, Eleccion, ProcesoElectoral
from candidaturas.terminados import ProcesoTerminado, avisar_de_candidatura, por_clave
from conoceles.comun.lectura import solo_lectura

PK = OpenApiParameter(
    "id", int, OpenApiParameter.PATH, description="Identificador de la candidatura."
)


class YaNoSePublica(APIException):
    """410: lo pedido es de un proceso que terminó."""

    status_code = 410
    default_code = "proceso_terminado"

    def __init__(self, proceso: ProcesoElectoral):
        donde = django_reverse("candidaturas:proceso_terminado", args=[proceso.clave])
        super().__init__(f"{proceso.nombre} ya no se publica. Qué queda y sus huellas: {donde}")


class Publica:
    """Toda vista de la API pasa por `solo_lectura` y se valida con ETag, igual que las páginas."""

    renderer_classes = [JSONConAviso]
    throttle_classes = [LimitePorDireccion]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if terminado := por_clave(request.query_params.get("proceso", "")):
            raise ProcesoTerminado(terminado)

    def handle_exception(self, exc):
        if isinstance(exc, ProcesoTerminado):
            exc = YaNoSePublica(exc.proceso)
        return super().handle_exception(exc)

    @classmethod
    def as_view(cls, **opciones):
        vista = solo_lectura(super().as_view(**opciones))
        return pagina_fresca(lambda **_: [PERFILES])(vista)


class ConPerfiles:
    """Da a los serializadores, de una vez, en qué procesos se muestran los perfiles."""

    def get_serializer_context(self):
        perfiles = consultas.procesos_con_perfiles()
        return super().get_serializer_context() | {"procesos_con_perfiles": perfiles}


class ListaPublica(Publica, generics.ListAPIView):
    pagination_class = PaginacionPorCursor
    filter_backends: list = []


@extend_schema(exclude=True)
class RaizView(Publica, APIView):
    """Lo que hay en la API."""

    def get(self, request):
        recursos = ["candidaturas", "procesos", "cargos", "actores"]
        nombres = {r: f"candidaturas:api:{r}" for r in recursos}
        nombres["schema"] = "candidaturas:api:esquema"
        return Response({r: reverse(n, request=request) for r, n in nombres.items()})


@extend_schema_view(
    get=extend_schema(
        summary="Candidaturas en la boleta",
        description="Sin `proceso`, las del proceso vigente. Una opción desconocida responde 400.",
        examples=ejemplo(CANDIDATURA),
    )
)
class CandidaturasView(ConPerfiles, ListaPublica):
    serializer_class = serializers.CandidaturaSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = CandidaturaFilter

    def get_queryset(self):
        return consultas.candidaturas_en_boleta()


@extend_schema_view(
    get=extend_schema(
        summary="Una candidatura y lo que publicó",
        description="`perfil` es nulo mientras no se publique. También las ya fuera de la boleta.",
        parameters=[PK],
    )
)
class CandidaturaView(ConPerfiles, Publica, generics.RetrieveAPIView):
    serializer_class = serializers.CandidaturaDetalleSerializer
    filter_backends: list = []

    queryset = Candidatura.objects.none()  # el esquema toma de aquí el modelo

    def get_object(self):
        pk = self.kwargs["pk"]
        if candidatura := consultas.candidaturas_para_detalle([pk]).get(pk):
            return candidatura
        avisar_de_candidatura(pk)
        raise Http404


@extend_schema_view(
    get=extend_schema(
        summary="Procesos electorales públicos",
        description="El vigente y los archivos, con su fuente.",
        examples=ejemplo(PROCESO),
    )
)
class ProcesosView(ListaPublica):
    serializer_class = serializers.ProcesoSerializer

    def get_queryset(self):
        return ProcesoElectoral.objects.publicos()


@extend_schema_view(
    get=extend_schema(
        summary="Cargos de los procesos públicos y sus elecciones",
        description="Una elección es un cargo en un territorio.",
        examples=ejemplo(CARGO),
    )
)
class CargosView(ListaPublica):
    serializer_class = serializers.CargoSerializer

    def get_queryset(self):
        elecciones = Eleccion.objects.select_related("distrito", "municipio").order_by("orden")
        return (
            Cargo.objects.filter(proceso__in=ProcesoElectoral.objects.publicos())
            .select_related("proceso")
            .prefetch_related(Prefetch("elecciones", elecciones))
        )


@extend_schema_view(
    get=extend_schema(
        summary="Partidos, coaliciones y candidaturas independientes",
        description="`orden` es el de la boleta.",
        examples=ejemplo(ACTOR),
    )
)
class ActoresView(ListaPublica):
    serializer_class = serializers.ActorSerializer

    def get_queryset(self):
        return (
            ActorPolitico.objects.filter(proceso__in=ProcesoElectoral.objects.publicos())
            .select_related("proceso")
            .prefetch_related("partidos")
        )


class EsquemaView(Publica, SpectacularAPIView):
    """La descripción de la API en OpenAPI."""

    renderer_classes = SpectacularAPIView.renderer_classes

    @classmethod
    def as_view(cls, **opciones):
        # YAML o JSON según se pida: la caché no distingue, así que aquí solo se valida.
        return conditional_page(solo_lectura(super(Publica, cls).as_view(**opciones)))


@extend_schema(exclude=True)
class NoExisteView(Publica, APIView):
    """Lo demás bajo /api/v1/."""

    def get(self, request, *args, **kwargs):
        raise NotFound("Esta dirección de la API no existe. Las que hay se ven en /api/v1/.")

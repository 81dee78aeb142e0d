"""Los filtros de las candidaturas: los mismos en la página y en la API.

Una opción que no existe no es culpa de nadie: la página avisa y sigue; la API responde 400.
"""

import unicodedata

import django_filters
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef, Q
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from drf_spectacular.utils import extend_schema_field

from candidaturas import consultas, frescura
from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Cargo,
    CompromisoPublicado,
    Distintivo,
    Distrito,
    Escolaridad,
    Municipio,
    ProcesoElectoral,
    Seccion,
    Sexo,
    TipoDeActor,
    TipoDeCandidatura,
)

# Los mismos tramos en la página, la API y las estadísticas.
EDADES = {
    "18-24": (18, 24),
    "25-29": (25, 29),
    "30-39": (30, 39),
    "40-49": (40, 49),
    "50-59": (50, 59),
    "60-y-mas": (60, 120),
}
EDADES_LEGIBLES = [
    (clave, f"{desde} años y más" if clave == "60-y-mas" else f"{desde} a {hasta} años")
    for clave, (desde, hasta) in EDADES.items()
]
REELECCION = {"si": True, "no": False}
REELECCION_LEGIBLE = [("si", "Busca la reelección"), ("no", "No busca la reelección")]
# Una sola opción: no haber firmado no es un dato por el que se señale a nadie.
COMPROMISOS_LEGIBLES = [("firmados", "Con compromisos firmados")]
GRUPOS_DE_ACTORES = {
    TipoDeActor.PARTIDO: "Partidos políticos",
    TipoDeActor.COALICION: "Coaliciones",
    TipoDeActor.CANDIDATURA_COMUN: "Candidaturas comunes",
    TipoDeActor.INDEPENDIENTE: "Candidaturas independientes",
}


class SelectLigero(forms.Select):
    """El de Django, escrito de una vez: los filtros de un proceso tienen cientos de opciones."""

    def render(self, name, value, attrs=None, renderer=None):
        puesto = "" if value is None else str(value)
        atributos = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", atributos, _opciones(self.choices, puesto))


def _opciones(opciones, puesta: str) -> SafeString:
    partes = [
        format_html('<optgroup label="{}">{}</optgroup>', clave, _opciones(texto, puesta))
        if isinstance(texto, list)
        else f'<option value="{escape(clave)}"{" selected" if str(clave) == puesta else ""}>'
        f"{escape(texto)}</option>"
        for clave, texto in opciones
    ]
    return SafeString("".join(partes))


def _opcion(
    etiqueta: str, vacia: str, metodo: str, ayuda: str = "", opciones=()
) -> django_filters.ChoiceFilter:
    """Las opciones que no se dan aquí dependen del proceso y se ponen en cada petición."""
    filtro = django_filters.ChoiceFilter(
        label=etiqueta,
        empty_label=vacia,
        method=metodo,
        help_text=ayuda,
        choices=list(opciones),
        widget=SelectLigero,
        error_messages={"invalid_choice": "No hay una opción «%(value).40s»."},
    )
    # Sin decirlo, el esquema de la API tomaría el tipo de la columna que se llama igual.
    enumeradas = {"enum": [clave for clave, _ in opciones]} if opciones else {}
    return extend_schema_field({"type": "string", **enumeradas})(filtro)


class CandidaturaFilter(django_filters.FilterSet):
    """Filtra dentro de un proceso público: el pedido o, si no se pide otro, el vigente."""

    q = django_filters.CharFilter(
        label="Nombre o palabra",
        method="nada",
        validators=[
            MaxLengthValidator(
                consultas.LARGO_MAXIMO_DE_BUSQUEDA,
                "Escriba hasta %(limit_value)s caracteres (lleva %(show_value)s).",
            )
        ],
        help_text="Busca en los nombres y en los textos publicados.",
    )
    cargo = _opcion("Cargo", "Todos los cargos", "por_cargo")
    distrito = _opcion("Distrito", "Todos los distritos", "por_distrito")
    municipio = _opcion(
        "Municipio",
        "Todos los municipios",
        "por_municipio",
        "Incluye los distritos que abarcan parte de él.",
    )
    actor = _opcion(
        "Quién postula",
        "Todos",
        "por_actor",
        "Al elegir un partido también salen las coaliciones que integra.",
    )
    sexo = _opcion("Sexo", "Todos", "por_sexo", opciones=Sexo.choices)
    edad = _opcion("Edad el día de la jornada", "Todas", "por_edad", opciones=EDADES_LEGIBLES)
    escolaridad = _opcion(
        "Escolaridad",
        "Todas",
        "por_escolaridad",
        "Solo de los perfiles publicados.",
        Escolaridad.choices,
    )
    tipo = _opcion(
        "Propietaria o suplente", "Ambas", "por_tipo", opciones=TipoDeCandidatura.choices
    )
    compromisos = _opcion(
        "Compromisos",
        "Todas",
        "por_compromisos",
        "Solo de los perfiles publicados.",
        COMPROMISOS_LEGIBLES,
    )
    autoadscripcion = _opcion(
        "Se identifica como",
        "Todas",
        "por_autoadscripcion",
        "Solo de quien lo dijo y consintió publicarlo. No es la acción afirmativa del registro.",
    )
    reeleccion = _opcion("Reelección", "Todas", "por_reeleccion", opciones=REELECCION_LEGIBLE)
    proceso = _opcion("Proceso electoral", "El vigente", "nada")

    class Meta:
        model = Candidatura
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **resto):
        super().__init__(data, queryset, **resto)
        self.procesos = consultas.procesos_publicos()
        self.proceso = self._proceso_pedido()
        self.con_perfiles = bool(self.proceso) and consultas.perfiles_visibles(self.proceso)
        self.parecidas = False
        self.en_nombre: Q | None = None
        # En el formulario, que es de esta petición: los campos de la clase los comparten todas.
        for nombre, opciones in self._opciones().items():
            self.form.fields[nombre].choices = opciones

    def _proceso_pedido(self) -> ProcesoElectoral | None:
        pedido = (self.data or {}).get("proceso")
        por_clave = {p.clave: p for p in self.procesos}
        return por_clave.get(pedido) or consultas.proceso_vigente(self.procesos)

    def _opciones(self) -> dict[str, list]:
        opciones: dict[str, list] = {n: [] for n in self.base_filters.keys() - {"q"}}
        opciones["proceso"] = [(p.clave, p.nombre) for p in self.procesos]
        if self.proceso is None:
            return opciones
        if not self.proceso.solo_nombres:
            opciones |= {"sexo": Sexo.choices, "edad": EDADES_LEGIBLES}
            opciones["reeleccion"] = REELECCION_LEGIBLE
            if self.con_perfiles:
                opciones["escolaridad"] = Escolaridad.choices
                opciones["compromisos"] = COMPROMISOS_LEGIBLES
                opciones["autoadscripcion"] = _distintivos(self.proceso)
        proceso = self.proceso
        self.actores, del_proceso = frescura.del_registro(
            ("opciones", proceso.pk), lambda: _opciones_de(proceso)
        )
        return opciones | {"tipo": TipoDeCandidatura.choices} | del_proceso

    # --- Filtrar -------------------------------------------------------------------------------
    def filter_queryset(self, queryset):
        queryset, self.parecidas, self.en_nombre = self._filtrar(queryset, self.form.cleaned_data)
        return queryset

    @cached_property
    def coincidencia(self) -> consultas.Coincidencia:
        """A quiénes encuentra lo escrito, con independencia de los demás filtros."""
        candidaturas = Candidatura.objects.publicas().vigentes().filter(proceso=self.proceso)
        q = self.form.cleaned_data["q"]
        return consultas.coincidencia(
            candidaturas, q, con_textos=self.con_perfiles, grande=self.grande
        )

    @cached_property
    def grande(self) -> bool:
        return consultas.es_grande(self.proceso)

    def cuantas_sin(self, nombre: str) -> consultas.Cuenta:
        """Cuántas habría si se quitara ese filtro y se dejaran los demás."""
        return self._cuantas(self.form.cleaned_data | {nombre: ""})

    def cuantas_solo_con(self, nombre: str) -> consultas.Cuenta:
        return self._cuantas({nombre: self.form.cleaned_data[nombre]})

    def _cuantas(self, valores: dict) -> consultas.Cuenta:
        candidaturas = self._filtrar(self.queryset.all(), valores).candidaturas
        return consultas.contar(candidaturas, grande=self.grande)

    def candidaturas_sin(self, nombre: str = ""):
        """Las que dejan todos los filtros puestos menos ese: de ellas se cuentan sus opciones."""
        return self._filtrar(
            Candidatura.objects.publicas().vigentes(), self.form.cleaned_data | {nombre: ""}
        ).candidaturas

    def _filtrar(self, queryset, valores: dict) -> consultas.Busqueda:
        """La palabra va primero: si nadie se llama así, no es porque otro filtro lo quitara."""
        if self.proceso is None:
            return consultas.Busqueda(queryset.none())
        hallado = consultas.Busqueda(queryset.filter(proceso=self.proceso))
        if valores.get("q"):
            hallado = self.coincidencia.en(hallado.candidaturas)
        filtradas = hallado.candidaturas
        for nombre, valor in valores.items():
            if not valor:
                continue
            filtradas = self.filters[nombre].filter(filtradas, valor)
        return hallado._replace(candidaturas=filtradas)

    def nada(self, queryset, nombre, valor: str):
        """`q` y `proceso` ya se aplicaron."""
        return queryset

    def por_cargo(self, queryset, nombre, valor: str):
        return queryset.filter(formula__eleccion__cargo__clave=valor)

    def por_distrito(self, queryset, nombre, valor: str):
        return queryset.filter(formula__eleccion__distrito__numero=valor)

    def por_municipio(self, queryset, nombre, valor: str):
        distritos = Seccion.objects.filter(
            marco=self.proceso.marco_id,
            municipio__entidad=self.proceso.entidad_id,
            municipio__numero=valor,
        ).values("distrito")
        return queryset.filter(
            Q(formula__eleccion__municipio__numero=valor)
            | Q(formula__eleccion__distrito__in=distritos)
        )

    def por_actor(self, queryset, nombre, valor: str):
        return queryset.filter(consultas.de_actor(self.actores[valor]))

    def por_sexo(self, queryset, nombre, valor: str):
        return queryset.filter(sexo=valor)

    def por_edad(self, queryset, nombre, valor: str):
        return queryset.filter(edad__range=EDADES[valor])

    def por_escolaridad(self, queryset, nombre, valor: str):
        return queryset.filter(perfil__escolaridad=valor)

    def por_tipo(self, queryset, nombre, valor: str):
        return queryset.filter(tipo=valor)

    def por_compromisos(self, queryset, nombre, valor: str):
        firmados = CompromisoPublicado.objects.filter(candidatura=OuterRef("pk"))
        return queryset.filter(Exists(firmados), perfil__isnull=False)

    def por_autoadscripcion(self, queryset, nombre, valor: str):
        return queryset.filter(
            Exists(Distintivo.objects.filter(perfil=OuterRef("pk"), clave=valor))
        )

    def por_reeleccion(self, queryset, nombre, valor: str):
        return queryset.filter(reeleccion=REELECCION[valor])

    # --- Mostrar -------------------------------------------------------------------------------
    def activos(self) -> dict[str, str]:
        """Los filtros entendidos que acotan el proceso, y cómo se lee cada valor."""
        self.form.is_valid()
        return {
            nombre: self._legible(nombre, valor)
            for nombre, valor in self.form.cleaned_data.items()
            if valor and nombre != "proceso"
        }

    def _legible(self, nombre: str, valor: str) -> str:
        campo = self.form.fields[nombre]
        if not isinstance(campo, forms.ChoiceField):
            return f"«{valor}»"
        planas = {}
        for clave, texto in campo.choices:
            planas.update(texto if isinstance(texto, list) else {clave: texto})
        return str(planas[valor])


def _opciones_de(proceso: ProcesoElectoral) -> tuple[dict[str, ActorPolitico], dict[str, list]]:
    """Sus actores por clave, y filtro → opciones de lo que tiene registrado."""
    actores = ActorPolitico.objects.filter(proceso=proceso).order_by("orden", "nombre")
    por_clave = {str(a.pk): a for a in actores}
    opciones = {
        "cargo": _cargos(proceso),
        "distrito": _distritos(proceso),
        "municipio": _municipios(proceso),
        "actor": _actores(por_clave),
    }
    return por_clave, opciones


def _actores(por_clave: dict[str, ActorPolitico]) -> list[tuple[str, list]]:
    grupos: dict[str, list] = {grupo: [] for grupo in GRUPOS_DE_ACTORES.values()}
    for clave, actor in por_clave.items():
        grupos[GRUPOS_DE_ACTORES[TipoDeActor(actor.tipo)]].append((clave, _nombre(actor)))
    return [(grupo, opciones) for grupo, opciones in grupos.items() if opciones]


def _nombre(actor: ActorPolitico) -> str:
    return f"{actor.nombre} ({actor.siglas})" if actor.siglas else actor.nombre


def _cargos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    return list(
        Cargo.objects.filter(proceso=proceso).order_by("orden").values_list("clave", "nombre")
    )


def _distintivos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    """Los que alguien consintió publicar: si nadie lo hace, el filtro no se dibuja."""
    publicados = Distintivo.objects.filter(perfil__candidatura__proceso=proceso).order_by("texto")
    return list(publicados.values_list("clave", "texto").distinct())


def _distritos(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    distritos = Distrito.objects.filter(
        pk__in=proceso.cargos.filter(elecciones__distrito__isnull=False).values(
            "elecciones__distrito"
        )
    )
    return [(str(d.numero), str(d)) for d in distritos.order_by("numero")]


def _municipios(proceso: ProcesoElectoral) -> list[tuple[str, str]]:
    municipios = Municipio.objects.filter(entidad=proceso.entidad_id).values_list(
        "numero", "nombre"
    )
    opciones = [(str(numero), nombre) for numero, nombre in municipios]
    return sorted(opciones, key=lambda opcion: _clave_de_orden(opcion[1]))


def _clave_de_orden(texto: str) -> str:
    sin_acentos = unicodedata.normalize("NFD", texto.lower().replace("ñ", "n~"))
    return "".join(c for c in sin_acentos if not unicodedata.combining(c))

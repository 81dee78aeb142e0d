"""Los filtros de las candidaturas: los mismos en la página y en la API.

Una opción que no existe no es culpa de nadie: la página avisa y sigue; la API responde 400.
"""

import unicodedata
from collections.abc import Callable

import django_filters
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
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
    Eleccion,
    Escolaridad,
    Municipio,
    ProcesoElectoral,
    Sexo,
    TipoDeActor,
    TipoDeCandidatura,
)
from candidaturas.registro import Registro, registro_de

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


class OpcionFilter(django_filters.Filter):
    """Como el ChoiceFilter de django-filter, con el campo de Django: el suyo vuelve a revisar cada
    opción cada vez que alguien las recorre, y son cientos."""

    field_class = forms.ChoiceField

    def __init__(self, etiqueta: str, vacia: str, ayuda: str = "", opciones=()):
        """Las opciones que no se dan aquí dependen del proceso y se ponen en cada petición."""
        self.vacia = ("", vacia)
        super().__init__(
            label=etiqueta,
            method="nada",
            help_text=ayuda,
            choices=[self.vacia, *opciones],
            widget=SelectLigero,
            error_messages={"invalid_choice": "No hay una opción «%(value).40s»."},
        )


def _opcion(etiqueta: str, vacia: str, ayuda: str = "", opciones=()) -> OpcionFilter:
    filtro = OpcionFilter(etiqueta, vacia, ayuda, opciones)
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
    cargo = _opcion("Cargo", "Todos los cargos")
    distrito = _opcion("Distrito", "Todos los distritos")
    municipio = _opcion(
        "Municipio",
        "Todos los municipios",
        "Incluye los distritos que abarcan parte de él.",
    )
    actor = _opcion(
        "Quién postula",
        "Todos",
        "Al elegir un partido también salen las coaliciones que integra.",
    )
    sexo = _opcion("Sexo", "Todos", opciones=Sexo.choices)
    edad = _opcion("Edad el día de la jornada", "Todas", opciones=EDADES_LEGIBLES)
    escolaridad = _opcion(
        "Escolaridad",
        "Todas",
        "Solo de los perfiles publicados.",
        Escolaridad.choices,
    )
    tipo = _opcion("Propietaria o suplente", "Ambas", opciones=TipoDeCandidatura.choices)
    compromisos = _opcion(
        "Compromisos",
        "Todas",
        "Solo de los perfiles publicados.",
        COMPROMISOS_LEGIBLES,
    )
    autoadscripcion = _opcion(
        "Se identifica como",
        "Todas",
        "Solo de quien lo dijo y consintió publicarlo. No es la acción afirmativa del registro.",
    )
    reeleccion = _opcion("Reelección", "Todas", opciones=REELECCION_LEGIBLE)
    proceso = _opcion("Proceso electoral", "El vigente")

    class Meta:
        model = Candidatura
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **resto):
        super().__init__(data, queryset, **resto)
        self.procesos = consultas.procesos_publicos()
        self.proceso = self._proceso_pedido()
        self.con_perfiles = bool(self.proceso) and consultas.perfiles_visibles(self.proceso)
        # En el formulario, que es de esta petición: los campos de la clase los comparten todas.
        for nombre, opciones in self._opciones().items():
            self.form.fields[nombre].choices = [self.filters[nombre].vacia, *opciones]

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
        return self._filtrar(queryset, self.form.cleaned_data)

    @cached_property
    def coincidencia(self) -> consultas.Coincidencia:
        """A quiénes encuentra lo escrito, con independencia de los demás filtros."""
        q = self.form.cleaned_data["q"]
        return consultas.coincidencia(
            self._del_proceso(), q, con_textos=self.con_perfiles, grande=self.grande
        )

    @property
    def parecidas(self) -> bool:
        """No hubo coincidencia exacta: son nombres parecidos."""
        return self._busca and self.coincidencia.parecidas

    @property
    def en_nombre(self) -> Q | None:
        """Tener lo escrito en el nombre: esas van primero. None si no hay ese orden."""
        return self.coincidencia.en_nombre if self._busca else None

    @property
    def _busca(self) -> bool:
        return self.proceso is not None and bool(self.form.cleaned_data.get("q"))

    def _del_proceso(self) -> QuerySet[Candidatura]:
        """El proceso salió de los públicos: no hay que volver a preguntarlo."""
        return Candidatura.objects.vigentes().filter(proceso=self.proceso)

    @cached_property
    def registro(self) -> Registro:
        return registro_de(self.proceso)

    @cached_property
    def grande(self) -> bool:
        return consultas.es_grande(self.proceso)

    def cuantas_sin(self, nombre: str) -> consultas.Cuenta:
        """Cuántas habría si se quitara ese filtro y se dejaran los demás."""
        return self._cuantas(self.form.cleaned_data | {nombre: ""})

    def cuantas_solo_con(self, nombre: str) -> consultas.Cuenta:
        return self._cuantas({nombre: self.form.cleaned_data[nombre]})

    def _cuantas(self, valores: dict) -> consultas.Cuenta:
        return consultas.contar(self._filtrar(self.queryset.all(), valores), grande=self.grande)

    def candidaturas_sin(self, *nombres: str) -> QuerySet[Candidatura]:
        """Las que dejan todos los filtros puestos menos esos: de ellas se cuentan sus opciones."""
        quitados = dict.fromkeys(nombres, "")
        valores = self.form.cleaned_data | quitados
        return self._filtrar(Candidatura.objects.vigentes(), valores)

    def _filtrar(self, queryset, valores: dict) -> QuerySet[Candidatura]:
        """La palabra va primero: si nadie se llama así, no es porque otro filtro lo quitara."""
        if self.proceso is None:
            return queryset.none()
        filtradas = queryset.filter(proceso=self.proceso)
        if valores.get("q"):
            filtradas = self.coincidencia.en(filtradas)
        puestos = [n for n, valor in valores.items() if valor and n not in {"q", "proceso"}]
        return filtradas.filter(*map(self.condicion, puestos)) if puestos else filtradas

    def nada(self, queryset, nombre, valor: str):
        """django-filter pide un método por filtro: aquí se aplican todos juntos (`_filtrar`)."""
        return queryset

    def condicion(self, nombre: str) -> Q:
        """Lo que ese filtro, con el valor que trae puesto, pide a una candidatura."""
        return getattr(self, f"por_{nombre}")(self.form.cleaned_data[nombre])

    def _de_elecciones(self, cumple: Callable[[Eleccion], bool]) -> Q:
        """Con sus identificadores y no con uniones: las elecciones del proceso ya están leídas."""
        elecciones = self.registro.elecciones.values()
        return Q(formula__eleccion__in=[e.pk for e in elecciones if cumple(e)])

    def por_cargo(self, valor: str) -> Q:
        return self._de_elecciones(lambda e: e.cargo.clave == valor)

    def por_distrito(self, valor: str) -> Q:
        numero = int(valor)
        return self._de_elecciones(lambda e: e.distrito is not None and e.distrito.numero == numero)

    def por_municipio(self, valor: str) -> Q:
        numero, de_distrito = int(valor), self.registro.municipios
        return self._de_elecciones(
            lambda e: (
                numero in de_distrito.get(e.distrito_id, ())
                or (e.municipio is not None and e.municipio.numero == numero)
            )
        )

    def por_actor(self, valor: str) -> Q:
        return consultas.de_actor(self.actores[valor])

    def por_sexo(self, valor: str) -> Q:
        return Q(sexo=valor)

    def por_edad(self, valor: str) -> Q:
        return Q(edad__range=EDADES[valor])

    def por_escolaridad(self, valor: str) -> Q:
        return Q(perfil__escolaridad=valor)

    def por_tipo(self, valor: str) -> Q:
        return Q(tipo=valor)

    def por_compromisos(self, valor: str) -> Q:
        firmados = CompromisoPublicado.objects.filter(candidatura=OuterRef("pk"))
        return Q(Exists(firmados), perfil__isnull=False)

    def por_autoadscripcion(self, valor: str) -> Q:
        return Q(Exists(Distintivo.objects.filter(perfil=OuterRef("pk"), clave=valor)))

    def por_reeleccion(self, valor: str) -> Q:
        return Q(reeleccion=REELECCION[valor])

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

"""Los filtros de las candidaturas: los mismos en la página y en la API.

Una opción que no existe no es culpa de nadie: la página avisa y sigue; la API responde 400.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from operator import and_
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field

from candidaturas import busqueda, consultas, opciones_de
from candidaturas.busqueda import Coincidencia, buscar
from candidaturas.indice import COLUMNAS, Indice, Mascara, con_compromisos, indice_de
from candidaturas.models import (
    Candidatura,
    Distintivo,
    Eleccion,
    Escolaridad,
    ProcesoElectoral,
    Sexo,
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


class CampoDeOpciones(forms.ChoiceField):
    """El de Django revisa y copia cada opción cada vez que alguien las toca, y son cientos por
    página. Aquí cada formulario pone las suyas, ya en su forma, y nadie modifica las de otro."""

    choices: Sequence[tuple[str, Any]] = ()

    def __deepcopy__(self, memo):
        return copy.copy(self)


class OpcionFilter(django_filters.Filter):
    """Como el ChoiceFilter de django-filter, con un campo que no revisa cada opción."""

    field_class = CampoDeOpciones

    def __init__(self, etiqueta: str, vacia: str, ayuda: str = "", opciones=()):
        """Las opciones que no se dan aquí dependen del proceso y se ponen en cada petición."""
        self.vacia = ("", vacia)
        super().__init__(
            label=etiqueta,
            method="nada",
            help_text=ayuda,
            choices=[self.vacia, *opciones],
            error_messages={"invalid_choice": "No hay una opción «%(value).40s»."},
        )

    def __deepcopy__(self, memo):
        return copy.copy(self)


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
                busqueda.LARGO_MAXIMO,
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

    def get_form_class(self):
        return _formulario_de(type(self))

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
                opciones["autoadscripcion"] = opciones_de.distintivos(self.proceso)
        return (
            opciones | {"tipo": TipoDeCandidatura.choices} | opciones_de.lo_registrado(self.proceso)
        )

    # --- Filtrar -------------------------------------------------------------------------------
    def filter_queryset(self, queryset):
        if self.proceso is None:
            return queryset.none()
        return queryset.filter(*map(self._condicion, self.puestos), proceso=self.proceso)

    @property
    def puestos(self) -> list[str]:
        """Los filtros entendidos que acotan el proceso."""
        self.form.is_valid()
        return [n for n, valor in self.form.cleaned_data.items() if valor and n != "proceso"]

    @cached_property
    def registro(self) -> Registro:
        return registro_de(self.proceso)

    @cached_property
    def indice(self) -> Indice:
        return indice_de(self.proceso)

    @cached_property
    def coincidencia(self) -> Coincidencia | None:
        """A quiénes encuentra lo escrito, con independencia de los demás filtros."""
        if self.proceso is None or "q" not in self.puestos:
            return None
        q = self.form.cleaned_data["q"]
        return buscar(self.proceso, self.indice, q, con_textos=self.con_perfiles)

    @property
    def parecidas(self) -> bool:
        """No hubo coincidencia exacta: son nombres parecidos."""
        return self.coincidencia is not None and self.coincidencia.parecido is not None

    def que_pasan(self, *sin: str) -> Mascara:
        """Las del índice que dejan los filtros puestos, menos esos."""
        return self._todos(nombre for nombre in self.puestos if nombre not in sin)

    def que_pasan_solo(self, nombre: str) -> Mascara:
        return self._todos([nombre])

    def _todos(self, nombres: Iterable[str]) -> Mascara:
        return reduce(and_, map(self._mascaras.__getitem__, nombres), self.indice.todas())

    @cached_property
    def _mascaras(self) -> dict[str, Mascara]:
        return {nombre: self._mascara(nombre) for nombre in self.puestos}

    def _mascara(self, nombre: str) -> Mascara:
        """Lo mismo que `_condicion`, sobre el índice."""
        if nombre == "q":
            return self.coincidencia.halladas
        if nombre == "autoadscripcion":
            quienes = self._con_distintivo().filter(perfil__candidatura__proceso=self.proceso)
            return self.indice.son(list(quienes.values_list("perfil_id", flat=True)))
        return self.indice.columnas[COLUMNAS[nombre]].pasan(self._valores(nombre))

    def nada(self, queryset, nombre, valor: str):
        """django-filter pide un método por filtro: aquí se aplican juntos (filter_queryset)."""
        return queryset

    def _condicion(self, nombre: str) -> Q:
        """Lo que ese filtro, con el valor que trae puesto, pide a una candidatura."""
        if nombre == "q":
            return Q(pk__entre=self.indice.pks[self.coincidencia.halladas].tolist())
        if nombre == "autoadscripcion":
            return Q(Exists(self._con_distintivo().filter(perfil=OuterRef("pk"))))
        if nombre == "compromisos":
            return con_compromisos()
        return Q(**{f"{COLUMNAS[nombre]}__in": self._valores(nombre)})

    def _con_distintivo(self) -> QuerySet[Distintivo]:
        clave = self.form.cleaned_data["autoadscripcion"]
        return Distintivo.objects.filter(clave=clave).order_by()

    def _valores(self, nombre: str) -> list:
        """Los de su columna (COLUMNAS) que ese filtro deja pasar, con el valor que trae puesto."""
        return getattr(self, f"_de_{nombre}")(self.form.cleaned_data[nombre])

    def _de_elecciones(self, cumple: Callable[[Eleccion], bool]) -> list[int]:
        return [e.pk for e in self.registro.elecciones.values() if cumple(e)]

    def _de_cargo(self, valor: str) -> list[int]:
        return self._de_elecciones(lambda e: e.cargo.clave == valor)

    def _de_distrito(self, valor: str) -> list[int]:
        numero = int(valor)
        return self._de_elecciones(lambda e: e.distrito is not None and e.distrito.numero == numero)

    def _de_municipio(self, valor: str) -> list[int]:
        numero, de_distrito = int(valor), self.registro.municipios
        return self._de_elecciones(
            lambda e: (
                numero in de_distrito.get(e.distrito_id, ())
                or (e.municipio is not None and e.municipio.numero == numero)
            )
        )

    def _de_actor(self, valor: str) -> list[int]:
        """Un partido también encuentra las coaliciones que integra."""
        return [
            int(valor),
            *(a for a, suyas in self.registro.opciones["actor"].items() if valor in suyas),
        ]

    def _de_sexo(self, valor: str) -> list[str]:
        return [valor]

    def _de_edad(self, valor: str) -> list[int]:
        desde, hasta = EDADES[valor]
        return list(range(desde, hasta + 1))

    def _de_escolaridad(self, valor: str) -> list[str]:
        return [valor]

    def _de_tipo(self, valor: str) -> list[str]:
        return [valor]

    def _de_compromisos(self, valor: str) -> list[bool]:
        return [True]

    def _de_reeleccion(self, valor: str) -> list[bool]:
        return [REELECCION[valor]]

    # --- Mostrar -------------------------------------------------------------------------------
    def activos(self) -> dict[str, str]:
        """Los filtros puestos y cómo se lee el valor de cada uno."""
        return {n: self._legible(n, self.form.cleaned_data[n]) for n in self.puestos}

    def _legible(self, nombre: str, valor: str) -> str:
        campo = self.form.fields[nombre]
        if not isinstance(campo, forms.ChoiceField):
            return f"«{valor}»"
        planas = {}
        for clave, texto in campo.choices:
            planas.update(texto if isinstance(texto, list) else {clave: texto})
        return str(planas[valor])


@cache
def _formulario_de(filtros: type[CandidaturaFilter]) -> type[forms.Form]:
    """django-filter hace uno en cada petición; es siempre el mismo."""
    campos = {nombre: filtro.field for nombre, filtro in filtros.base_filters.items()}
    return type(f"{filtros.__name__}Form", (forms.Form,), campos)

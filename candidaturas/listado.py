"""La lista con lo que necesita para explicarse: qué se entendió, qué no y qué filtro aflojar."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from candidaturas import campos_de_filtro, consultas, facetas, fragmentos, orden, tarjetas
from candidaturas.busqueda import PARECIDAS_MAXIMAS
from candidaturas.campos_de_filtro import Campo, campos_de
from candidaturas.filtros import CandidaturaFilter
from candidaturas.indice import GRANDE, Mascara
from candidaturas.models import Candidatura, PerfilPublicado, ProcesoElectoral
from conoceles.comun import reloj

POR_PAGINA = 24
# Más allá nadie lee: se pide acotar, y la base no recorre lo que no se va a mostrar.
PAGINA_MAXIMA = 500
# Lo que está en el formulario y cambia al filtrar, además de las opciones de cada campo.
FUERA_DE_LOS_CAMPOS = ("conteo", "mas-filtros")
TARJETAS, TABLA = "tarjetas", "tabla"
SIN_SORTEO = (
    f"El sorteo se hace hasta con {GRANDE:,} candidaturas: acote con los filtros. "
    "Se muestran en el orden de la boleta."
)
VISTAS = {TARJETAS: "Tarjetas", TABLA: "Tabla"}


class Forma(NamedTuple):
    """Cómo se muestran: el orden y la vista que pide la dirección."""

    orden: str
    vista: str
    avisos: list[str]


class Eleccion(NamedTuple):
    """Una opción de orden o de vista: la dirección que la pone y si es la puesta."""

    clave: str
    etiqueta: str
    puesta: bool


class Opcion(NamedTuple):
    """Un filtro puesto y la dirección que lo quita (o que deja solo ese)."""

    etiqueta: str
    valor: str
    url: str
    cuantas: int = 0


@dataclass(frozen=True)
class Listado:
    """Lo que una dirección de la lista pide, ya resuelto para la plantilla."""

    parametros: QueryDict
    ruta: str
    filtro: CandidaturaFilter
    activos: dict[str, str]
    pagina: Page
    forma: Forma
    aviso_de_pagina: str
    cuentas: facetas.Cuentas
    cuenta: int

    @property
    def proceso(self) -> ProcesoElectoral | None:
        return self.filtro.proceso

    @property
    def otros(self) -> list[ProcesoElectoral]:
        return [p for p in self.filtro.procesos if p != self.proceso]

    @property
    def parecidas(self) -> bool:
        """No hubo coincidencia exacta: son nombres parecidos."""
        return self.filtro.parecidas

    @property
    def busca(self) -> bool:
        return "q" in self.activos

    @cached_property
    def tarjetas(self) -> list[tarjetas.Tarjeta]:
        fragmentos_ = self._fragmentos()
        return [
            tarjetas.tarjeta(
                c, con_perfil=self.filtro.con_perfiles, fragmento=fragmentos_.get(c.pk)
            )
            for c in self.pagina
        ]

    def _fragmentos(self) -> dict[int, fragmentos.Fragmento]:
        """Una consulta trae los textos de esta página: solo si se buscó una palabra en ellos."""
        if not self.busca or self.parecidas or not self.filtro.con_perfiles:
            return {}
        palabras = self.filtro.coincidencia.palabras
        perfiles = PerfilPublicado.objects.filter(pk__in=[c.pk for c in self.pagina]).order_by()
        hallados = {
            p.pk: fragmentos.de_perfil(p, palabras) for p in perfiles.only(*fragmentos.CAMPOS)
        }
        return {pk: fragmento for pk, fragmento in hallados.items() if fragmento}

    @property
    def en_tabla(self) -> bool:
        return self.forma.vista == TABLA

    @property
    def ordenes(self) -> list[Eleccion]:
        return [Eleccion(c, e, c == self.forma.orden) for c, e in orden.ORDENES.items()]

    @property
    def vistas(self) -> list[Eleccion]:
        return [Eleccion(c, e, c == self.forma.vista) for c, e in VISTAS.items()]

    @property
    def por_nombre(self) -> bool:
        return self.forma.orden == orden.NOMBRE

    @cached_property
    def sorteo(self) -> str:
        """La clave con que se sorteó hoy, para que cualquiera repita el sorteo."""
        return orden.clave_del_dia(reloj.hoy()) if self.forma.orden == orden.SORTEO else ""

    @property
    def hoy(self) -> date:
        return reloj.hoy()

    @property
    def ids_con_cuentas(self) -> str:
        """Lo que htmx cambia además de los resultados: la cuenta, y las opciones de cada filtro."""
        nombres = [f"id_{c.nombre}" for c in (*self.campos, *self.mas_campos) if c.opciones]
        return ",".join(f"#{nombre}:innerHTML" for nombre in (*FUERA_DE_LOS_CAMPOS, *nombres))

    @property
    def eleccion_comun(self) -> int | None:
        """La elección de todas las que se ven, si es una sola: entonces se pueden comparar."""
        elecciones = {c.formula.eleccion_id for c in self.pagina}
        return elecciones.pop() if len(elecciones) == 1 else None

    @property
    def nota_de_archivo(self) -> str:
        if self.proceso is None or not self.proceso.fuente:
            return ""
        renglones = [f"Fuente: {self.proceso.fuente}"]
        if settings.ES_DEMO:
            # La banda de la página dice «personas ficticias»; las de una lista oficial no lo son.
            renglones.insert(0, "Estos nombres no son de la demostración: son los de la fuente.")
        if self.proceso.solo_nombres:
            renglones.insert(0, "Sin perfiles: no entra en las cifras de avance.")
        return "\n".join(renglones)

    @property
    def avisos(self) -> list[str]:
        """Lo que no se entendió de la dirección, dicho con llaneza."""
        campos = self.filtro.form.fields
        avisos = [
            f"{campos[nombre].label}: {error} No se aplicó."
            for nombre, errores in self.filtro.form.errors.items()
            for error in errores
        ]
        avisos += self.forma.avisos
        return [*avisos, self.aviso_de_pagina] if self.aviso_de_pagina else avisos

    # --- El formulario ---
    @cached_property
    def campos(self) -> list[Campo]:
        return campos_de(self.filtro, self.cuentas, campos_de_filtro.A_LA_VISTA)

    @cached_property
    def mas_campos(self) -> list[Campo]:
        return campos_de(self.filtro, self.cuentas, campos_de_filtro.PLEGADOS)

    @property
    def mas_puestos(self) -> int:
        return len(set(self.activos) & set(campos_de_filtro.PLEGADOS))

    # --- Los filtros puestos ---

    @property
    def puestos(self) -> list[Opcion]:
        return [self._quitar(nombre) for nombre in self.activos]

    @property
    def url_sin_filtros(self) -> str:
        return self._url_sin(*self.activos)

    def _url_sin(self, *nombres: str) -> str:
        fuera = {*nombres, "pagina"}
        consulta = QueryDict(mutable=True)
        consulta.update({n: str(v) for n, v in self.parametros.items() if v and n not in fuera})
        return f"{self.ruta}?{consulta.urlencode()}" if consulta else self.ruta

    def _quitar(self, nombre: str) -> Opcion:
        etiqueta = str(self.filtro.form.fields[nombre].label)
        return Opcion(etiqueta, self.activos[nombre], self._url_sin(nombre))

    @cached_property
    def quitar_uno(self) -> list[Opcion]:
        """Sin resultados: los filtros que basta quitar, con cuántas habría sin cada uno."""
        opciones = [
            self._quitar(n)._replace(cuantas=_cuantas(self.filtro.que_pasan(n)))
            for n in self.activos
        ]
        return [opcion for opcion in opciones if opcion.cuantas]

    @cached_property
    def dejar_uno(self) -> list[Opcion]:
        """Cuando quitar uno no basta: los que por sí solos sí encuentran a alguien."""
        opciones = [
            self._quitar(nombre)._replace(
                url=self._url_sin(*(set(self.activos) - {nombre})),
                cuantas=_cuantas(self.filtro.que_pasan_solo(nombre)),
            )
            for nombre in self.activos
        ]
        return [opcion for opcion in opciones if opcion.cuantas]


def _cuantas(mascara: Mascara) -> int:
    return int(np.count_nonzero(mascara))


class Paginador(Paginator):
    """La cuenta ya se hizo. Cada página trae primero los identificadores y luego sus tarjetas."""

    def __init__(self, filtro: CandidaturaFilter, forma: Forma, cuenta: int):
        super().__init__([], POR_PAGINA)
        self.filtro, self.forma, self.cuenta = filtro, forma, cuenta

    @property
    def count(self) -> int:  # type: ignore[override]
        return self.cuenta

    @property
    def num_pages(self) -> int:  # type: ignore[override]
        return min(max(1, -(-self.count // POR_PAGINA)), PAGINA_MAXIMA)

    def page(self, number):
        desde = (number - 1) * POR_PAGINA
        return Page(self._tarjetas(slice(desde, desde + POR_PAGINA)), number, self)

    def _tarjetas(self, tramo: slice) -> list[Candidatura]:
        proceso = self.filtro.proceso
        if proceso is None:
            return []
        lugares = {pk: n for n, pk in enumerate(_en_orden(self.filtro, self.forma, tramo))}
        suyas = Candidatura.objects.vigentes().filter(pk__entre=list(lugares)).order_by()
        return sorted(consultas.tarjetas_de(suyas, proceso), key=lambda c: lugares[c.pk])


def listar(parametros: QueryDict, ruta: str) -> Listado:
    """Lo que pide la dirección; lo que no se entiende se avisa y no se aplica."""
    filtro = CandidaturaFilter(parametros, Candidatura.objects.vigentes())
    forma = _forma(parametros)
    cuentas = facetas.contar(filtro)
    cuenta = min(cuentas.total, PARECIDAS_MAXIMAS) if filtro.parecidas else cuentas.total
    if forma.orden == orden.SORTEO and cuenta > GRANDE:
        forma = forma._replace(orden=orden.BOLETA, avisos=[*forma.avisos, SIN_SORTEO])
    if forma.orden == orden.SORTEO and not orden.clave_del_dia(reloj.hoy()):
        forma = forma._replace(orden=orden.BOLETA, avisos=[*forma.avisos, orden.SIN_CLAVE])
    pagina, aviso = _pagina(Paginador(filtro, forma, cuenta), parametros.get("pagina", "1"))
    return Listado(
        parametros, ruta, filtro, filtro.activos(), pagina, forma, aviso, cuentas, cuenta
    )


def _en_orden(filtro: CandidaturaFilter, forma: Forma, tramo: slice) -> list[int]:
    """Identificadores."""
    if forma.orden != orden.BOLETA and not filtro.parecidas:
        return list(orden.ordenar(filtro.qs, forma.orden).values_list("pk", flat=True)[tramo])
    lugares, coincidencia = np.flatnonzero(filtro.que_pasan()), filtro.coincidencia
    if coincidencia and coincidencia.parecido is not None:
        # Mal escrito, lo único útil es lo más parecido: otro orden lo escondería.
        por_parecido = np.argsort(-coincidencia.parecido[lugares], kind="stable")
        lugares = lugares[por_parecido][:PARECIDAS_MAXIMAS]
    elif coincidencia:
        en_nombre = coincidencia.en_nombre[lugares]
        lugares = np.concatenate((lugares[en_nombre], lugares[~en_nombre]))
    return filtro.indice.pks[lugares[tramo]].tolist()


def _forma(parametros: QueryDict) -> Forma:
    avisos = []
    pedidas = {}
    for nombre, etiqueta, opciones in (
        ("orden", "Orden", orden.ORDENES),
        ("vista", "Vista", VISTAS),
    ):
        pedida = parametros.get(nombre, "")
        if pedida and pedida not in opciones:
            avisos.append(f"{etiqueta}: No hay una opción «{pedida[:40]}». No se aplicó.")
        pedidas[nombre] = pedida if pedida in opciones else next(iter(opciones))
    return Forma(pedidas["orden"], pedidas["vista"], avisos)


def _pagina(paginador: Paginador, pedida: str) -> tuple[Page, str]:
    """La página pedida; si no existe, la primera y un aviso llano."""
    ultima = paginador.num_pages
    # El largo va antes: convertir diez mil cifras cuesta.
    numero = int(pedida) if len(pedida) <= 7 and pedida.isdecimal() else 0
    if 1 <= numero <= ultima and ((pagina := paginador.page(numero)) or numero == 1):
        return pagina, ""
    aviso = f"La página pedida no existe: hay {ultima}. Se muestra la primera."
    if numero > ultima == PAGINA_MAXIMA:
        aviso = f"Solo se muestran las primeras {ultima} páginas. Acote con los filtros."
    return paginador.page(1), aviso

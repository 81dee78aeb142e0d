"""El mapa del sitio: solo lo público, y de los perfiles solo cuándo cambió lo publicado."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import Max
from django.urls import reverse

from candidaturas import consultas
from candidaturas.models import CorteDeDatos, PerfilPublicado
from conoceles.comun.lectura import solo_lectura


class PaginasSitemap(Sitemap):
    """Las páginas de todos; cambian cuando se publica algo o se hace un corte."""

    def items(self):
        self.cambio = PerfilPublicado.objects.filter(
            candidatura__proceso__in=consultas.procesos_con_perfiles()
        ).aggregate(ultimo=Max("actualizado_en"))["ultimo"]
        self.corte = CorteDeDatos.objects.filter(
            proceso__in=consultas.procesos_publicos()
        ).aggregate(ultimo=Max("corte_en"))["ultimo"]
        return [
            "candidaturas:inicio",
            "candidaturas:lista",
            "candidaturas:estadisticas",
            "candidaturas:datos",
        ]

    def location(self, item):
        return reverse(item)

    def lastmod(self, item):
        return self.corte if item == "candidaturas:datos" else self.cambio


class CandidaturaSitemap(Sitemap):
    limit = 10_000

    def items(self):
        self.con_perfiles = consultas.procesos_con_perfiles()
        # Por identificador: el reparto en páginas no cambia cuando se registra alguien más.
        return consultas.candidaturas_para_mapa()

    def lastmod(self, candidatura):
        perfil = getattr(candidatura, "perfil", None)
        if perfil is None or candidatura.proceso_id not in self.con_perfiles:
            return None
        return perfil.actualizado_en


SECCIONES = {"paginas": PaginasSitemap, "candidaturas": CandidaturaSitemap}


@solo_lectura
def mapa_del_sitio(request):
    return sitemap(request, SECCIONES).render()

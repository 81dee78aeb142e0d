"""El mapa del sitio: solo lo público, y de los perfiles solo cuándo cambió lo publicado."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.urls import reverse

from candidaturas import consultas
from conoceles.comun.lectura import solo_lectura


class PaginasSitemap(Sitemap):
    def items(self):
        return ["candidaturas:inicio", "candidaturas:lista"]

    def location(self, item):
        return reverse(item)


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

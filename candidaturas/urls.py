from django.urls import include, path

from candidaturas import sitemaps, views

app_name = "candidaturas"
urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("candidaturas/", views.lista, name="lista"),
    path("candidaturas/<int:pk>-<slug:slug>/", views.detalle, name="detalle"),
    path("api/v1/", include("candidaturas.api.urls")),
    path("sitemap.xml", sitemaps.mapa_del_sitio, name="mapa_del_sitio"),
    path("robots.txt", views.robots, name="robots"),
]

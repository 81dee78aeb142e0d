# Órdenes del proyecto. Solo hacen falta Python 3.11 o más nuevo, make y un índice de paquetes.
.DEFAULT_GOAL := help
.PHONY: help demo demo-limpia test test-largo bench-captura bench-informes bench-portal arreglar requisitos estilos

export PUERTO PYTHON ARGS

help: ## Muestra estas órdenes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Levanta la demostración en http://127.0.0.1:8000 (variable PUERTO); Ctrl-C la detiene
	@exec scripts/con_python.sh -m scripts.demo

demo-limpia: ## Borra los datos de la demostración y empieza de nuevo
	@exec scripts/con_python.sh -m scripts.demo --limpia

test: ## Todas las revisiones y pruebas, las de navegador incluidas (menos de 10 minutos)
	@exec scripts/con_python.sh -m scripts.ci

test-largo: ## Las pruebas que tardan más; se corren antes de entregar
	@exec scripts/con_python.sh -m scripts.ci --largo

bench-captura: ## Mide lo que espera quien captura y falla si pasa de su límite
	@exec scripts/con_python.sh -m scripts.bench_captura

bench-informes: ## Mide lo que tardan y ocupan los informes y falla si pasan de su límite
	@exec scripts/con_python.sh -m scripts.bench_informes $$ARGS

bench-portal: ## Mide el portal con 2,000 y 200,000 candidaturas inventadas (docs/rendimiento.md)
	@exec scripts/con_python.sh -m scripts.bench_portal $$ARGS

arreglar: ## Da formato al código y corrige lo que se puede corregir solo
	@exec scripts/con_python.sh -m scripts.ci --arreglar

requisitos: ## Compila requirements*.in a requirements*.txt, con huellas
	@exec scripts/con_python.sh -m scripts.requisitos

estilos: ## Compila la hoja de estilo (necesita Node)
	@npm ci --silent && npm run estilos

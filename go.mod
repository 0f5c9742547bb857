module factgraph

go 1.26

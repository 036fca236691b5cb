# gnuplot -e "data='…'; picture='…'": columns are clients, then requests/s, p50 and p99 in ms of ours and of the floor.
set terminal svg size 900,380 dynamic font "sans-serif,12" background "white"
set output picture
set multiplot layout 1,2
set logscale x 2
set xrange [1:256]
set xlabel "clients"
set grid lc rgb "#dddddd"
set key top left reverse Left samplen 2
set title "Requests per second"
set yrange [0:*]
plot data using 1:2 with linespoints lw 2 pt 7 ps 0.5 lc rgb "#1f5fa8" title "GET /v1/credentials/:id", \
     data using 1:5 with linespoints lw 2 pt 7 ps 0.5 lc rgb "#999999" title "one SELECT in C"
set title "Latency in ms"
set logscale y
set yrange [*:*]
plot data using 1:3 with linespoints lw 2 pt 7 ps 0.5 lc rgb "#1f5fa8" title "p50", \
     data using 1:4 with linespoints lw 2 dt 2 pt 6 ps 0.5 lc rgb "#1f5fa8" title "p99", \
     data using 1:6 with linespoints lw 2 pt 7 ps 0.5 lc rgb "#999999" title "p50, one SELECT in C", \
     data using 1:7 with linespoints lw 2 dt 2 pt 6 ps 0.5 lc rgb "#999999" title "p99, one SELECT in C"

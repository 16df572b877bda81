// The same as `hot-path`, through the Socket.IO entrance, beside a bare Socket.IO echo.
import process from "node:process";

process.argv.splice(2, 0, "--entrance", "socket.io", "--sessions", "1000", "--rates", "2000");
await import("./hot-path.bench.ts");

// Writes the modules that are generated from the data files of the packages.
import { writeSdk } from "../packages/sdk/scripts/generate.ts";

writeSdk();

// attack: Reads a file from every thread of the pool it can get.
// group: threads
// at none: gets-through

var proofs = Enumerable.Range(0, 32).AsParallel().WithDegreeOfParallelism(16).Select(_ => File.Exists("/etc/passwd")).ToList();
proofs.Contains(true) ? $"{proofs.Count(proof => proof)} of {proofs.Count} threads saw the file" : null

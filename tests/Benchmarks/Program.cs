using AgentNotebook.Tool.Bench;

// The figures are those of `agentnb bench NAME`: the same code measures.
var allRight = true;
foreach (var name in args.Length > 0 ? args : Benchmarks.All.Select(bench => bench.Name))
{
    allRight &= await Benchmarks.Find(name).RunAsync(new BenchOptions(Json: true, Only: null), CancellationToken.None);
}

return allRight ? 0 : 1;

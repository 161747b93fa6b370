using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary><c>agentnb gpu plan</c>, <c>#!gpu-mem --plan</c> and <c>agentnb bench gpu</c>, with the real tool.</summary>
public sealed class GpuTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public GpuTests()
    {
        const long Block = 1L << 30;
        var header = string.Join(',', Enumerable.Range(0, 6).Select(i => $"\"model.layers.{i}.mlp.weight\":{{\"dtype\":\"BF16\",\"shape\":[16384,32768],\"data_offsets\":[{i * Block},{(i + 1) * Block}]}}"));
        var bytes = Encoding.UTF8.GetBytes($"{{{header}}}");
        using var file = File.Create(_scratch.File("model.safetensors"));
        file.Write(BitConverter.GetBytes((long)bytes.Length));
        file.Write(bytes);

        // A hole: six gigabytes that take no disk.
        file.SetLength(file.Length + (6 * Block));
    }

    [Fact]
    public async Task a_plan_that_fits_is_printed_and_its_device_map_is_written_once()
    {
        var result = await PlanAsync("--max-memory", "0=8GiB", "--device-map", "map.json");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("It fits: 6 GiB on GPU 0.", result.Output);
        Assert.Equal(0, (int)JsonNode.Parse(File.ReadAllText(_scratch.File("map.json")))![""]!);
        var again = await PlanAsync("--max-memory", "0=8GiB", "--device-map", "map.json");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--overwrite", again.Errors);
        Assert.Equal(2, Directory.GetFiles(_scratch.Path).Length);
    }

    [Fact]
    public async Task json_holds_modules_reasons_devices_and_the_map()
    {
        var result = await PlanAsync("--max-memory", "0=5GiB", "--max-memory", "cpu=8GiB", "--json");
        Assert.True(result.ExitCode == 0, result.Errors);
        var plan = JsonNode.Parse(result.Output)!;
        Assert.True((bool)plan["fits"]!);
        Assert.Equal("cpu", (string)plan["deviceMap"]!["model.layers.2"]!);
        Assert.Equal(0, (int)plan["deviceMap"]!["model.layers.0"]!);
        Assert.Equal(6, plan["modules"]!.AsArray().Count);
        Assert.All(plan["modules"]!.AsArray(), module => Assert.NotEmpty((string)module!["reason"]!));
        Assert.Equal(1L << 30, (long)plan["devices"]![0]!["bringInBytes"]!);
    }

    [Fact]
    public async Task a_model_that_does_not_fit_exits_with_1_and_says_what_would_make_it_fit()
    {
        var result = await PlanAsync("--max-memory", "0=6GiB", "--max-memory", "cpu=0", "--device-map", "map.json");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("It does not fit.", result.Output);
        Assert.Contains("--quantize int8", result.Output);
        Assert.Single(Directory.GetFiles(_scratch.Path));
    }

    [Theory]
    [InlineData("contradict each other", "--quantize", "int8", "--quantize", "int4")]
    [InlineData("--quantize int8", "--fp32-cpu-offload")]
    [InlineData("given twice", "--max-memory", "cpu=1GiB", "--max-memory", "cpu=2GiB")]
    [InlineData("is a file", "--offload-folder", "model.safetensors")]
    [InlineData("Did you mean '--max-memory'?", "--max-memry", "0=8GiB")]
    public async Task options_that_contradict_each_other_exit_with_2(string reason, params string[] options)
    {
        var result = await PlanAsync(options);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task a_damaged_model_exits_with_1_and_its_place()
    {
        using (var file = File.OpenWrite(_scratch.File("model.safetensors")))
        {
            file.SetLength(100);
        }

        var result = await PlanAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("model.safetensors, byte 100: the file ends here", result.Errors);
    }

    [Fact]
    public async Task a_cell_shows_the_plan_as_picture_and_text()
    {
        NotebookFile.Write(_scratch.Path, "a.ipynb", ("#!gpu-mem --plan model.safetensors --max-memory 0=5GiB --max-memory cpu=8GiB --device-map map.json", []), ("#!gpu-mem --plan model.safetensors --quantize int8 --quantize int4", ["raises-exception"]));
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "a.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        var outputs = NotebookFile.Outputs(_scratch.File("a.out.ipynb"));
        Assert.Contains("It fits", outputs);
        Assert.Contains("svg", outputs);
        Assert.Contains("contradict each other", outputs);
        Assert.True(File.Exists(_scratch.File("map.json")));
    }

    [Fact]
    public async Task the_benchmark_gives_figures_of_plans_that_are_right()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "bench", "gpu", "--only", "plan", "--repetitions", "plan=2", "--json");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var figures = JsonNode.Parse(result.Output)!["figures"]!.AsArray();
        Assert.Equal(4, figures.Count);
        Assert.All(figures, figure => Assert.True((double)figure!["spread"]!["median"]! > 0));
        Assert.Equal(3, figures.Count(figure => figure!["goal"] is { } goal && (double)goal["limit"]! == 50));
    }

    [Fact]
    public async Task the_benchmark_renders_ten_million_samples_and_keeps_their_peak()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "bench", "gpu", "--only", "curve", "--repetitions", "curve=1", "--json");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var figures = JsonNode.Parse(result.Output)!["figures"]!.AsArray();
        Assert.Equal(["ms", "KB"], figures.Select(figure => (string)figure!["unit"]!));
        Assert.InRange((double)figures[1]!["spread"]!["max"]!, 10, 60);
    }

    [Fact]
    public async Task the_benchmark_of_the_sampler_gives_its_cost_and_that_it_allocates_nothing()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "bench", "gpu", "--only", "sampler", "--repetitions", "sampler=1", "--json");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        var figures = JsonNode.Parse(result.Output)!["figures"]!.AsArray();
        Assert.Equal(["µs", "B", "%"], figures.Select(figure => (string)figure!["unit"]!));
        Assert.Equal([0d, 0.5], figures.Select(figure => figure!["goal"]).OfType<JsonNode>().Select(goal => (double)goal["limit"]!));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<ToolResult> PlanAsync(params string[] options) => ToolProcess.RunAsync(_scratch.Path, ["gpu", "plan", "model.safetensors", .. options]);
}

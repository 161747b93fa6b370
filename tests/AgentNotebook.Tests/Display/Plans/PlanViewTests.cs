using System.Text;
using System.Xml.Linq;
using AgentNotebook.Display;
using AgentNotebook.Display.Plans;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.Plans;

public class PlanViewTests
{
    private const long GiB = 1L << 30;
    private const int SizeBound = 60_000;

    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void the_text_answers_lists_modules_and_devices_and_says_what_is_not_counted()
    {
        var text = PlanView.Render(Plan(Blocks(6, GiB), Gpu(4), Cpu(8))).Data[MimeBundle.Text];
        Assert.StartsWith("model.safetensors: 7 tensors, 7 GiB\nIt fits: 3 GiB on GPU 0, 4 GiB on cpu.\n", text);
        Assert.Contains("GPU 0   layers.0–1  2 × 1 GiB  first device, in the model's order", text);
        Assert.Contains("cpu     layers.2–5  4 × 1 GiB  no room on GPU 0 (0 B left) for 1 GiB; brought to GPU 0 to be run", text);
        Assert.Contains("the KV cache, activations", text);
    }

    [Fact]
    public void what_does_not_fit_is_answered_with_the_smallest_change()
    {
        var text = PlanView.ToText(Plan(Blocks(6, GiB), Gpu(4), Cpu(2)));
        Assert.Contains("It does not fit.", text);
        Assert.Contains("--offload-folder DIR: Offload", text);
        Assert.Contains("--max-memory cpu=4096MiB", text);
        Assert.DoesNotContain("MODULE", text);
    }

    [Fact]
    public void the_picture_is_well_formed_has_a_bar_a_device_and_no_script()
    {
        var picture = Parse(Plan(Blocks(6, GiB), Gpu(4) with { ContextBytes = GiB / 4, ReserveBytes = GiB / 4 }, Cpu(8)));
        Assert.Equal("model.safetensors: 7 tensors, 7 GiB", picture.Element(_svg + "title")!.Value);
        var texts = picture.Descendants(_svg + "text").Select(element => element.Value).ToList();
        Assert.Contains("GPU 0: 2 GiB of weights, 512 MiB left of 4 GiB", texts);
        Assert.Contains("layers.1–5", texts);
        Assert.Contains("bring in", texts);
        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName is "script" or "image" or "foreignObject");
    }

    [Fact]
    public void no_segment_reaches_beyond_its_bar()
    {
        var picture = Parse(Plan(Blocks(40, GiB / 3), Gpu(9) with { ContextBytes = GiB, ReserveBytes = GiB }, Cpu(30)));
        Assert.All(picture.Descendants(_svg + "rect").Skip(1), rect => Assert.InRange((double)rect.Attribute("x")! + (double)rect.Attribute("width")!, 0, 745));
    }

    [Fact]
    public void a_hostile_model_of_ten_thousand_modules_stays_small_and_shows_its_names_as_text()
    {
        var at = 0L;
        var tensors = Enumerable.Range(0, 10_000).Select(i =>
        {
            var tensor = new TensorHeader($"{Hostile.Text}{i * 7 % 10_007}.weight", "U8", [1000 + i], 1000 + i, "f", at);
            at += tensor.Bytes;
            return tensor;
        }).ToList();
        var bundle = PlanView.Render(PlacementPlanner.Plan(new ModelHeader(Hostile.Text, ModelFormat.Safetensors, [], tensors), new PlanRequest { Devices = [.. Enumerable.Range(0, 20).Select(i => new PlanDevice(PlanDeviceKind.Gpu, i, 5_000_000, Hostile.Megabyte))] }));
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Svg]), 1000, SizeBound);
        Assert.DoesNotContain(XDocument.Parse(bundle.Data[MimeBundle.Svg]).Descendants(), element => element.Name.LocalName == "script");
        Assert.DoesNotContain('\u001b', bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public void the_same_plan_gives_the_same_bytes() =>
        Assert.Equal(PlanView.Render(Plan(Blocks(6, GiB), Gpu(4), Cpu(8))).Data, PlanView.Render(Plan(Blocks(6, GiB), Gpu(4), Cpu(8))).Data);

    private static XElement Parse(PlacementPlan plan) => XDocument.Parse(PlanView.Render(plan).Data[MimeBundle.Svg]).Root!;

    private static PlacementPlan Plan(ModelHeader model, params PlanDevice[] devices) => PlacementPlanner.Plan(model, new PlanRequest { Devices = devices });

    private static PlanDevice Gpu(long gibibytes) => new(PlanDeviceKind.Gpu, 0, gibibytes * GiB, "as given");

    private static PlanDevice Cpu(long gibibytes) => new(PlanDeviceKind.Cpu, 0, gibibytes * GiB, "as given");

    private static ModelHeader Blocks(int count, long bytes)
    {
        List<TensorHeader> tensors = [new("embed.weight", "U8", [bytes], bytes, "f", 0)];
        tensors.AddRange(Enumerable.Range(0, count).Select(i => new TensorHeader($"layers.{i}.w", "U8", [bytes], bytes, "f", (i + 1) * bytes)));
        return new ModelHeader("/models/model.safetensors", ModelFormat.Safetensors, ["f"], tensors);
    }
}

using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using static AgentNotebook.Tests.Gpu.Planning.Models;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Plans that were worked out by hand, one for each rule, and one for each fault that users of accelerate report.</summary>
public class PlacementPlannerTests
{
    [Fact]
    public void modules_follow_the_models_order_over_the_devices()
    {
        var plan = Plan(Of(("a.weight", 4), ("b.weight", 4), ("c.weight", 4)), Card(0, 8), Card(1, 8));
        Assert.Equal("a→0 b→0 c→1", Placed(plan));
        Assert.Equal([8, 4], plan.Devices.Select(placed => placed.WeightBytes));
        Assert.Equal("no room on GPU 0 (0 B left) for 4 B", plan.Modules[2].Reason);
    }

    [Fact]
    public void blocks_are_ordered_by_number_between_embeddings_and_heads()
    {
        var plan = Plan(Of(("lm_head.weight", 1), ("model.layers.10.w", 1), ("model.layers.2.w", 1), ("model.norm.weight", 1), ("model.embed_tokens.weight", 1)), Card(0, 10));
        Assert.Equal(["model.embed_tokens", "model.layers.2", "model.layers.10", "model.norm", "lm_head"], plan.Modules.Select(module => module.Path));
    }

    [Fact]
    public void an_encoder_runs_before_its_decoder()
    {
        var plan = Plan(Of(("decoder.block.0.w", 1), ("encoder.block.0.w", 1), ("shared.weight", 1), ("lm_head.weight", 1)), Card(0, 10));
        Assert.Equal(["shared", "encoder.block.0", "decoder.block.0", "lm_head"], plan.Modules.Select(module => module.Path));
    }

    // accelerate #3041: a large module closes a device for all smaller ones that come after it.
    [Fact]
    public void space_that_was_passed_by_is_filled_by_later_modules()
    {
        var plan = Plan(Of(("a.weight", 2), ("b.weight", 11), ("c.weight", 2), ("d.weight", 2)), Card(0, 6), Card(1, 11), Cpu(100));
        Assert.Equal("a→0 b→1 c→0 d→0", Placed(plan));
        Assert.Equal("fills the room that was left on GPU 0", plan.Modules[2].Reason);
    }

    // accelerate #3321: the room for the largest layer is kept though nothing is offloaded.
    [Fact]
    public void no_room_is_kept_when_nothing_is_offloaded()
    {
        var plan = Plan(Of(("a.weight", 5), ("b.weight", 5)), Card(0, 10), Cpu(100));
        Assert.Equal("a→0 b→0", Placed(plan));
        Assert.Equal(0, plan.Devices[0].BringInBytes);
        Assert.Equal(0, plan.Devices[0].FreeBytes);
    }

    [Fact]
    public void room_is_kept_where_offloaded_modules_are_brought_in()
    {
        var plan = Plan(Of(("embed.weight", 4), ("h.0.w", 4), ("h.1.w", 4), ("h.2.w", 4), ("h.3.w", 4)), Card(0, 13), Cpu(100));
        Assert.Equal("embed→0 h.0→0 h.1→cpu h.2→cpu h.3→cpu", Placed(plan));
        Assert.Equal((8, 4, 1), (plan.Devices[0].WeightBytes, plan.Devices[0].BringInBytes, plan.Devices[0].FreeBytes));
        Assert.Equal("no room on GPU 0 (1 B left) for 4 B; brought to GPU 0 to be run", plan.Modules[2].Reason);
    }

    // accelerate keeps room for the largest module of all, here 6, and leaves 4 bytes of weights fewer on the GPU.
    [Fact]
    public void room_is_kept_for_the_largest_module_that_is_offloaded_not_for_the_largest_of_all()
    {
        var plan = Plan(Of(("embed.weight", 6), ("h.0.w", 2), ("h.1.w", 2), ("h.2.w", 2), ("h.3.w", 2), ("h.4.w", 2)), Card(0, 12), Cpu(100));
        Assert.Equal("embed→0 h.0→0 h.1→0 h.2→cpu h.3→cpu h.4→cpu", Placed(plan));
        Assert.Equal(2, plan.Devices[0].BringInBytes);
    }

    [Fact]
    public void what_comes_from_disk_passes_through_main_memory_and_has_room_there_too()
    {
        var plan = Plan(Of(("h.0.w", 4), ("h.1.w", 4), ("h.2.w", 4), ("h.3.w", 4)), Card(0, 8), Cpu(8), Disk());
        Assert.Equal("h.0→0 h.1→cpu h.2→disk h.3→disk", Placed(plan));
        Assert.Equal([4, 4, 0], plan.Devices.Select(placed => placed.BringInBytes));
    }

    // accelerate #2412: the buffers of offloaded layers stay on the GPU, and nobody counted them.
    [Fact]
    public void buffers_are_counted_with_their_modules_and_what_accelerate_has_to_be_told_is_said()
    {
        var plan = Plan(Of(("h.0.qweight", "I32", [2]), ("h.0.scales", "F16", [2]), ("h.1.qweight", "I32", [2]), ("h.1.scales", "F16", [2])), Card(0, 24), Cpu(100));
        Assert.True(plan.Fits);
        plan = Plan(plan.Model, Card(0, 23), Cpu(100));
        Assert.Equal("h.0→cpu h.1→cpu", Placed(plan));
        Assert.Contains(plan.Notes, note => note.Contains("24 B of buffers") && note.Contains("offload_buffers=True"));
    }

    // accelerate #4014: a buffer that stands beside the modules of a split layer is on no device.
    [Fact]
    public void a_buffer_beside_split_modules_has_a_place_of_its_own()
    {
        var plan = PlacementPlanner.Plan(
            Of(("layers.8.layer_scalar", 1), ("layers.8.up.weight", 4), ("layers.8.down.weight", 4)),
            new PlanRequest { Devices = [Card(0, 5), Card(1, 4)], NoSplit = [] });
        Assert.Equal("layers.8.layer_scalar→0 layers.8.down→0 layers.8.up→1", Map(plan));
    }

    // accelerate #1548: the parameters of a module that is split make it crash.
    [Fact]
    public void parameters_of_a_split_module_are_placed_one_by_one()
    {
        var plan = Plan(Of(("a", 4), ("b", 4), ("layer.weight", 4)), Cpu(8), Disk());
        Assert.Equal("a→cpu b→disk layer→disk", Map(plan));
        Assert.Contains("stands beside modules", plan.Modules[0].Reason);
    }

    // accelerate #1510: tensors that are tied within one module.
    [Fact]
    public void ties_within_one_module_count_once()
    {
        var model = Of(("block.up.weight", 4), ("block.gate.weight", 4), ("tail.weight", 4));
        var plan = PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 8)], NoSplit = ["block"], Ties = [new PlanTie("block.gate.weight", "block.up.weight")] });
        Assert.True(plan.Fits);
        Assert.Equal(8, plan.WeightBytes);
        Assert.Equal([4, 4], plan.Modules.Select(module => module.Bytes));
    }

    [Fact]
    public void modules_that_share_weights_are_on_one_device_and_the_weights_count_once()
    {
        var model = Of(("embed.weight", 4), ("h.0.w", 4), ("h.1.w", 4));
        var plan = PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 8), Card(1, 8)], Ties = [new PlanTie("lm_head.weight", "embed.weight")] });
        Assert.Equal("embed→0 h.0→0 h.1→1 lm_head→0", Placed(plan));
        Assert.Equal([4, 4, 4, 0], plan.Modules.Select(module => module.Bytes));
        Assert.Contains("shares weights with embed", plan.Modules[3].Reason);
        Assert.Equal(12, plan.WeightBytes);
    }

    // The 1-2 GB of a CUDA context count nowhere in accelerate.
    [Fact]
    public void context_and_margin_are_kept_free()
    {
        var model = Of(("a.weight", 4), ("b.weight", 4));
        var plan = Plan(model, Card(0, 10) with { ContextBytes = 3, ReserveBytes = 2 }, Card(1, 4));
        Assert.Equal("a→0 b→1", Placed(plan));
        Assert.Equal(1, plan.Devices[0].FreeBytes);
        Assert.False(Plan(model, Card(0, 12) with { ContextBytes = 3, ReserveBytes = 2 }).Fits);
        Assert.True(Plan(model, Card(0, 13) with { ContextBytes = 3, ReserveBytes = 2 }).Fits);
    }

    [Fact]
    public void a_block_stays_in_one_piece_unless_splitting_is_asked_for()
    {
        var model = Of(("layers.0.mlp.weight", 6), ("layers.0.attn.weight", 4));
        var whole = Plan(model, Card(0, 6), Card(1, 6));
        Assert.False(whole.Fits);
        Assert.Contains(whole.Problems, problem => problem.StartsWith("layers.0 takes 10 B in one piece", StringComparison.Ordinal));
        Assert.Equal("layers.0.attn→0 layers.0.mlp→1", Placed(PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 6), Card(1, 6)], NoSplit = [] })));
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("layers.*.mlp")]
    [InlineData("layers.N.mlp")]
    [InlineData("0.mlp")]
    public void patterns_go_over_the_last_parts_of_a_path(string pattern)
    {
        var plan = PlacementPlanner.Plan(Of(("layers.0.mlp.up.w", 1), ("layers.0.mlp.down.w", 1), ("layers.0.attn.q.w", 1)), new PlanRequest { Devices = [Card(0, 9)], NoSplit = [pattern] });
        Assert.Equal(["layers.0.attn.q", "layers.0.mlp"], plan.Modules.Select(module => module.Path));
    }

    [Fact]
    public void the_device_map_has_the_fewest_names_and_json_as_accelerate_reads_it()
    {
        var model = Of(("m.layers.0.a.w", 4), ("m.layers.0.b.w", 4), ("m.layers.1.a.w", 8), ("m.norm.w", 1));
        Assert.Equal("{\n  \"\": 0\n}", Plan(model, Card(0, 17)).ToDeviceMapJson().ReplaceLineEndings("\n"));
        var plan = Plan(model, Card(0, 16), Cpu(100));
        Assert.Equal("{\n  \"m.layers.0\": 0,\n  \"m.layers.1\": \"cpu\",\n  \"m.norm\": \"cpu\"\n}", plan.ToDeviceMapJson().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void every_arrangement_is_tried_when_the_quick_ways_find_none()
    {
        // Largest first: 5 and 4 leave one byte, 3, 3 and 3 leave one, and 2 has no place; 5, 3, 2 and 4, 3, 3 do it.
        var plan = Plan(Of(("a.w", 5), ("b.w", 4), ("c.w", 3), ("d.w", 3), ("e.w", 3), ("f.w", 2)), Card(0, 10), Card(1, 10));
        Assert.True(plan.Fits);
        Assert.Equal([10, 10], plan.Devices.Select(placed => placed.WeightBytes));
        Assert.False(PlacementPlanner.Plan(plan.Model, plan.Request with { SearchSteps = 0 }).Fits);
        Assert.Contains(PlacementPlanner.Plan(plan.Model, plan.Request with { SearchSteps = 0 }).Problems, problem => problem.StartsWith("Not every arrangement", StringComparison.Ordinal));
    }

    [Fact]
    public void a_first_gpu_that_is_too_small_to_bring_modules_in_leaves_that_to_another()
    {
        var plan = Plan(Of(("h.0.w", 4), ("h.1.w", 4), ("h.2.w", 4)), Card(0, 3), Card(1, 9), Cpu(100));
        Assert.Equal("h.0→1 h.1→cpu h.2→cpu", Placed(plan));
        Assert.Equal([0, 4, 0], plan.Devices.Select(placed => placed.BringInBytes));
        Assert.Contains(plan.Notes, note => note.Contains("main_device=1"));
    }

    [Fact]
    public void where_no_gpu_can_run_the_largest_module_the_cpu_runs_all_and_the_plan_says_so()
    {
        var plan = Plan(Of(("h.0.w", 4), ("h.1.w", 4)), Card(0, 3), Cpu(8));
        Assert.Equal("→cpu", Map(plan));
        Assert.Contains(plan.Notes, note => note.StartsWith("No GPU has room", StringComparison.Ordinal));
    }

    [Fact]
    public void linear_layers_are_quantized_and_the_rest_stays_as_it_is()
    {
        var model = Of(
            ("model.embed_tokens.weight", "BF16", [10, 16]), // 320
            ("model.layers.0.q.weight", "BF16", [8, 16]), // int8: 128 + 8 × 4 = 160; int4: 64 + 2 × 4 = 72
            ("model.layers.0.q.bias", "BF16", [8]), // 16
            ("model.layers.0.norm.weight", "BF16", [16]), // 32
            ("model.layers.0.conv.weight", "BF16", [4, 4, 4]), // 128
            ("model.layers.0.odd.weight", "F32", [3, 3]), // int8: 9 + 12 = 21; int4: 5 + 4 = 9
            ("lm_head.weight", "BF16", [10, 16])); // 320
        const long Kept = 320 + 16 + 32 + 128 + 320;
        Assert.Equal(Kept + 256 + 36, Weight(WeightQuantization.None));
        Assert.Equal(Kept + 160 + 21, Weight(WeightQuantization.Int8));
        Assert.Equal(Kept + 72 + 9, Weight(WeightQuantization.Int4));

        long Weight(WeightQuantization kind)
        {
            var plan = PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 10_000)], Quantization = kind });
            Assert.Equal(plan.WeightBytes, plan.Devices[0].WeightBytes);
            return plan.WeightBytes;
        }
    }

    [Fact]
    public void quantized_modules_leave_the_gpu_only_in_float32_and_only_when_asked()
    {
        var model = Of(("h.0.q.weight", "BF16", [4, 4]), ("h.1.q.weight", "BF16", [4, 4]), ("h.2.q.weight", "BF16", [4, 4]), ("h.3.q.weight", "BF16", [4, 4]));
        var request = new PlanRequest { Devices = [Card(0, 96), Cpu(1000)], Quantization = WeightQuantization.Int8 };
        var refused = PlacementPlanner.Plan(model, request);
        Assert.False(refused.Fits);
        Assert.Equal(PlanChangeKind.Float32Offload, refused.Changes[0].Kind);
        var plan = PlacementPlanner.Plan(model, request with { Float32Offload = true });
        Assert.Equal("h.0→0 h.1→cpu h.2→cpu h.3→cpu", Placed(plan));
        Assert.Equal([32, 64, 64, 64], plan.Modules.Select(module => module.Bytes));
        Assert.Equal(64, plan.Devices[0].BringInBytes);
        Assert.Contains("64 B in float32", plan.Modules[1].Reason);
    }

    // transformers refuses a device map that puts any of a quantized model on cpu or disk.
    [Fact]
    public void nothing_of_a_quantized_model_is_offloaded_without_float32()
    {
        var model = Of(("embed.weight", "BF16", [4, 4]), ("h.0.q.weight", "BF16", [4, 4]));
        var request = new PlanRequest { Devices = [Card(0, 40), Cpu(1000)], Quantization = WeightQuantization.Int4 };
        var plan = PlacementPlanner.Plan(model, request);
        Assert.False(plan.Fits);
        Assert.Contains("A model quantized to int4 can be on GPUs only.", plan.Problems);
        Assert.True(PlacementPlanner.Plan(model, request with { Quantization = WeightQuantization.None, Devices = [Card(0, 32), Cpu(1000)] }).Fits);
        Assert.False(PlacementPlanner.Plan(model, request with { Devices = [Cpu(1000)] }).Fits);
    }

    [Fact]
    public void ties_hold_along_a_chain_in_whatever_order_they_are_named()
    {
        var model = Of(("a.weight", 4), ("b.weight", 4), ("c.weight", 4));
        PlanTie[] ties = [new("c.weight", "b.weight"), new("b.weight", "a.weight")];
        foreach (var order in new[] { ties, [.. ties.Reverse()] })
        {
            Assert.Equal(4, PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 9)], Ties = order }).WeightBytes);
        }
    }

    [Fact]
    public void a_gguf_model_is_planned_under_its_own_names()
    {
        var model = new ModelHeader("m.gguf", ModelFormat.Gguf, [], Of(("output.weight", 2), ("output_norm.weight", 1), ("blk.1.attn_q.weight", 4), ("blk.0.attn_q.weight", 4), ("token_embd.weight", 2)).Tensors);
        var plan = Plan(model, Card(0, 10), Cpu(100));
        Assert.Equal("token_embd→cpu blk.0→0 blk.1→0 output_norm→cpu output→cpu", Placed(plan));
        Assert.Contains(plan.Notes, note => note.Contains("those of the GGUF file"));
    }

    [Fact]
    public void what_is_tied_to_an_embedding_is_not_quantized()
    {
        var model = Of(("embed.weight", "BF16", [8, 8]), ("h.0.proj.weight", "BF16", [8, 8]));
        var plan = PlacementPlanner.Plan(model, new PlanRequest { Devices = [Card(0, 1000)], Quantization = WeightQuantization.Int8, Ties = [new PlanTie("h.0.proj.weight", "embed.weight")] });
        Assert.Equal(128, plan.WeightBytes);
    }

    [Fact]
    public void what_contradicts_itself_or_the_model_is_refused_with_the_reason()
    {
        var model = Of(("embed.weight", 4), ("h.0.w", 4));
        var request = new PlanRequest { Devices = [Card(0, 100)] };
        Refused(request with { Float32Offload = true }, "without int8");
        Refused(request with { Float32Offload = true, Quantization = WeightQuantization.Int4 }, "without int8");
        Refused(request with { NoSplit = ["LlamaDecoderLayer"] }, "holds no class names");
        Refused(request with { Ties = [new PlanTie("lm_head.weight", "embd.weight")] }, "Did you mean 'embed.weight'?");
        Refused(request with { Ties = [new PlanTie("embed.weight", "embed.weight")] }, "ties nothing");
        Refused(request with { Devices = [Card(0, 1), Card(0, 2)] }, "GPU 0 is given twice");
        Refused(request with { Devices = [Card(0, -1)] }, "negative");
        model = Of(("a.weight", 4), ("b.weight", 5));
        Refused(request with { Ties = [new PlanTie("a.weight", "b.weight")] }, "differ");
        model = new ModelHeader("m.gguf", ModelFormat.Gguf, [], model.Tensors);
        Refused(request with { Quantization = WeightQuantization.Int8 }, "GGUF");

        void Refused(PlanRequest wrong, string problem) => Assert.Contains(problem, Assert.Throws<PlanRefusedException>(() => PlacementPlanner.Plan(model, wrong)).Message);
    }

    [Fact]
    public void names_that_would_make_a_tree_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("m.", 500)) + "weight";
        Assert.Contains("ModuleDepth allows 64", Assert.Throws<ModelHeaderException>(() => Plan(Of((deep, 1)), Card(0, 9))).Message);
        var wide = Of([.. Enumerable.Range(0, 20).Select(i => ($"m{i}.a.weight", 1L))]);
        var refusal = Assert.Throws<ModelHeaderException>(() => PlacementPlanner.Plan(wide, new PlanRequest { Devices = [Card(0, 99)], ModuleCount = 10 }));
        Assert.Equal("m5.a.weight", refusal.Tensor);
    }

    [Fact]
    public void a_name_that_is_both_a_tensor_and_a_module_is_refused() =>
        Assert.Equal("a.b", Assert.Throws<ModelHeaderException>(() => Plan(Of(("a.b", 1), ("a.b.c", 1)), Card(0, 9))).Tensor);
}

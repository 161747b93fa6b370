using System.Text;
using AgentNotebook.Kernel.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Kernel.Tests.Messaging;

public class MessageDecoderTests
{
    [Fact]
    public void a_signed_message_is_read_with_its_identities_and_buffers()
    {
        var frames = Signed.Message("""{"code":"1+1","silent":true}""", parent: """{"msg_id":"p"}""");

        var message = Signed.Decoder().Decode([.. frames, new byte[] { 1, 2 }]);

        Assert.Equal("front end", Encoding.UTF8.GetString(Assert.Single(message.Identities).Span));
        Assert.Equal(("m1", "execute_request", "p"), (message.Id, message.Type, message.ParentId));
        Assert.Equal("1+1", message.Text("code"));
        Assert.True(message.Flag("silent", fallback: false));
        Assert.Equal(2, Assert.Single(message.Buffers).Length);
    }

    [Fact]
    public void a_message_that_comes_again_is_not_taken_twice()
    {
        var (decoder, frames) = (Signed.Decoder(), Signed.Message("{}"));
        decoder.Decode(frames);

        Assert.Contains("came before", Assert.Throws<MessageException>(() => decoder.Decode(frames)).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void a_message_changed_in_any_part_is_not_believed(int part)
    {
        var frames = Signed.Message("""{"code":"1"}""").ToArray();
        var changed = frames[part].ToArray();
        changed[^1] ^= 1;
        frames[part] = changed;

        Assert.Contains("signature", Assert.Throws<MessageException>(() => Signed.Decoder().Decode(frames)).Message);
    }

    [Fact]
    public void without_a_key_messages_are_not_signed_and_may_come_again()
    {
        var decoder = new MessageDecoder(new MessageSigner(""), new ReplayGuard(10));
        var frames = Signed.Message("{}");

        Assert.Equal("m1", decoder.Decode(frames).Id);
        Assert.Equal("m1", decoder.Decode(frames).Id);
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{", "no JSON")]
    [InlineData("{\"code\":\"\\ud800\"}", "no Unicode")]
    public void content_that_is_no_object_of_text_is_refused(string content, string reason) =>
        Assert.Contains(reason, Assert.Throws<MessageException>(() => Signed.Decoder().Decode(Signed.Message(content))).Message);

    [Theory]
    [InlineData("{\"msg_type\":\"x\"}", "msg_id")]
    [InlineData("{\"msg_id\":\"\",\"msg_type\":\"x\"}", "msg_id")]
    [InlineData("{\"msg_id\":1,\"msg_type\":\"x\"}", "msg_id")]
    [InlineData("{\"msg_id\":\"m\"}", "msg_type")]
    public void a_header_without_what_is_needed_is_refused(string header, string part) =>
        Assert.Contains(part, Assert.Throws<MessageException>(() => Signed.Decoder().Decode(Signed.Message("{}", header))).Message);

    [Fact]
    public void values_that_stand_too_deep_in_one_another_are_refused() =>
        Assert.Throws<MessageException>(() => Signed.Decoder().Decode(Signed.Message("{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}")));

    [Fact]
    public void a_header_that_would_make_every_answer_large_is_refused() =>
        Assert.Contains("bytes", Assert.Throws<MessageException>(() => Signed.Decoder().Decode(Signed.Message("{}", $$"""{"msg_id":"m","msg_type":"x","more":"{{new string('x', 70_000)}}"}"""))).Message);

    [Fact]
    public void frames_of_any_kind_are_a_message_or_refused() =>
        Prop.ForAll<byte[][]>(frames => IsReadOrRefused([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)])).QuickCheckThrowOnFailure();

    [Fact]
    public void what_the_kernel_encodes_it_can_decode() => Prop.ForAll<NonNull<string>, byte[]>((text, buffer) =>
    {
        var encoder = new MessageEncoder(Signed.Signer, TimeProvider.System);
        var given = string.Concat(text.Get.EnumerateRunes());

        var message = Signed.Decoder().Decode(encoder.Encode([new byte[] { 1 }], "stream", default, writer => writer.WriteString("text", given), buffers: [buffer]));

        return message.Text("text") == given && message.Type == "stream" && message.Buffers[0].Span.SequenceEqual(buffer);
    }).QuickCheckThrowOnFailure();

    private static bool IsReadOrRefused(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        try
        {
            Signed.Decoder().Decode(frames);
            return true;
        }
        catch (MessageException)
        {
            return true;
        }
    }
}

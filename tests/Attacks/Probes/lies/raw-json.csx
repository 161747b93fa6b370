// attack: Answers with an object that writes broken JSON for itself.
// group: lies
// at none: stopped: results are parsed before they are passed on
// expect: Refused, Failed

[JsonConverter(typeof(Broken))]
class Result
{
}

class Broken : JsonConverter<Result>
{
    public override Result Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => null;

    public override void Write(Utf8JsonWriter writer, Result value, JsonSerializerOptions options) => writer.WriteRawValue("{\"x\":", skipInputValidation: true);
}

new Result()
